# The settings: one message, edited in place

settings-heading = Settings
settings-time = Your time: { $time } ({ $city })
settings-time-guessed = Is it { $time } for you now? If not, choose your time zone.
settings-digest = Digests: at { $hour }, weekly on { $weekday }
settings-quiet = Quiet hours: { $from } to { $until }
settings-quiet-none = Quiet hours: none
settings-sound = Sound: on
settings-silent = Sound: off
settings-form-rich = Text of articles: rich pages
settings-form-classic = Text of articles: plain messages
settings-paused = Paused until { $until }: nothing new is sent before that.
settings-subscriptions = Subscriptions: { $list }
settings-subscriptions-none = Subscriptions: none yet, /subscribe adds one
settings-count-instant = { $count } instant
settings-count-daily = { $count } daily
settings-count-weekly = { $count } weekly
settings-count-muted = { $count } muted

settings-zone-button = Time zone
settings-digest-button = Digests
settings-quiet-button = Quiet hours
settings-cadence-button = Subscriptions
settings-silent-button = Turn sound off
settings-sound-button = Turn sound on
settings-form-rich-button = Show articles as rich pages
settings-form-classic-button = Show articles as plain messages
settings-pause-button = Pause for a week
settings-resume-button = Resume now
settings-back-button = ‹ Settings
settings-chosen = ✓ { $label }

zone-set = Your time is that of { $city } now.
settings-digest-hour-set = Digests come at { $hour }.
settings-digest-weekday-set = The weekly digest comes on { $weekday }.
settings-quiet-set = Quiet from { $from } to { $until }.
settings-quiet-off-set = No quiet hours any more.
settings-silent-set = New articles come without a sound now.
settings-sound-set = New articles come with a sound now.
settings-form-rich-set = You will read articles as rich pages now.
settings-form-classic-set = You will read articles as plain messages now, which every app shows.
settings-pause-set = Paused until { $until }.
settings-resume-set = The pause is over: new articles come again.

# Digests and quiet hours

digest-heading = Digests
digest-text = They come at { $hour }, the weekly one on { $weekday }, and only when there is something new.
digest-quiet-hint = That is within your quiet hours, so they wait until { $until }.
digest-cadence-hint = Which articles come as a digest, you choose for each subscription.

quiet-heading = Quiet hours
quiet-text = From { $from } to { $until } I send you nothing new. It waits, and comes afterwards.
quiet-none-text = You have none: what is new comes at any time of day.
quiet-range = { $from }–{ $until }
quiet-other-button = Other hours
quiet-off-button = No quiet hours
quiet-back-button = ‹ Quiet hours
quiet-from-ask = From which hour on shall it be quiet?
quiet-until-ask = Quiet from { $from }. Until when?

# Time zone

zone-heading = What time is it for you now?
zone-text = Tap the time your clock shows, or press “Type a city” and send me a name.
zone-stale = Those times were no longer right. These are:
zone-type-button = Type a city
zone-place = { $city }, { $country }
zone-nearest = In these places it is { $time } now. Tap the one nearest to you: it also tells me when your clocks change.
zone-back-button = ‹ Other times
zone-city-ask = Where do you live? Send me the name of a city or a country, or a time zone such as Europe/Lisbon.
zone-city-ask-words = I can only read the name of a place. Please type it, or cancel.
zone-city-several = There are several. Which one is it?
zone-city-similar = I do not know quite that name. { $count ->
    [one] Do you mean this?
   *[other] Do you mean one of these?
  } If not, send me another.
zone-city-many = There are many. Here are the best known; if yours is missing, send me its name.
zone-city-unknown = I know no place “{ $text }”. Try the nearest large city or your country, or pick your time from a list.
zone-city-times-button = Pick a time
zone-city-cancel-button = Cancel
zone-city-cancelled = Your time zone stays as it is.
zone-city-over = This question has been settled already.

# How the articles of a subscription come

cadence-instant = Instantly
cadence-daily = Daily digest
cadence-weekly = Weekly digest
cadence-muted = Muted
cadence-short-instant = Instantly
cadence-short-daily = Daily
cadence-short-weekly = Weekly
cadence-short-muted = Muted
cadence-ask = How shall new articles come?
cadence-explained-instant = Instantly: as soon as they are published.
cadence-explained-daily = Daily digest: one message a day, at { $hour }.
cadence-explained-weekly = Weekly digest: one message a week, on { $weekday } at { $hour }.
cadence-explained-muted = Muted: not at all. The subscription is kept.
cadence-own-first = The choice for a tag or a search goes before that for “Everything”.
cadence-end-button = Unsubscribe
cadence-back-button = ‹ Subscriptions

# The newest articles of a new subscription

catch-up-button = { $count ->
    [1] Send me the newest one
    [2] Send me the newest two
   *[other] Send me the newest three
  }
catch-up-topic-button = Send the newest of { $name }
catch-up-none = There is nothing to send at the moment: no article here is about it.
