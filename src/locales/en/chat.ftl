# Welcome and help

start-greeting = Hello, { $name }!
start-intro = This is { $site }: { $count ->
    [one] one article
   *[other] { $count } articles
  }, to be read right here in the chat.
start-offer =
    Look around with /latest or /tags, or just type what you are looking for.

    Subscribe to a tag, and each new article about it comes to you by itself. One tap stops it again.
start-back = { $count ->
    [0] Good to have you back.
    [one] Good to have you back. Your subscription is on again.
   *[other] Good to have you back. Your { $count } subscriptions are on again.
  }
start-broken-link = That link leads to something that is no longer here. Perhaps you will find it another way.
start-latest-button = Latest articles
start-tags-button = All tags
start-search-button = Search
start-random-button = Surprise me

help-title = What I can do
help-text-hint = Any other text you send is taken as a search. You can watch it, too: then new articles that fit come by themselves.
help-inline-hint = In any other chat, type @{ $bot } and a few words, and choose an article to share.

profile-description = { $site }, in your chat: browse by tag, search, read whole articles, and subscribe to what interests you. Press Start.
profile-short-description = The articles of { $site }: browse, search, read and subscribe.

# Commands, as they stand in Telegram's menu

command-start = Begin here
command-latest = Newest articles
command-tags = All tags, or find one: /tags py
command-tag = One tag’s articles: /tag kafka
command-search = Search titles and texts
command-subscribe = Subscribe to tags, or to all
command-unsubscribe = Unsubscribe from tags, or from all
command-subscriptions = Your subscriptions
command-settings = When and how articles come
command-saved = Articles you saved
command-continue = Go on where you stopped reading
command-random = An article picked at random
command-help = What I can do
command-privacy = What I know about you
command-stop = Pause everything I send

# Lists

latest-heading = Latest articles
latest-empty = There are no articles here yet. As soon as the first one appears, you will find it with /latest.
related-heading = Related to { $title }
related-none = Nothing closely related yet.
article-gone = This article is no longer here. /latest shows what is.

# Reading

read-empty = This article has no text of its own.
read-plain-set = From now on texts come as plain messages. /settings brings the other form back.
read-nothing-next = This is the only article there is so far.

begun-heading = Go on reading
begun-hint = What you have begun, the latest first.
begun-button = { $page }/{ $pages } · { $title }
begun-empty = You have not begun anything that you could go on with. /latest shows what is new.

share-button = Share
share-open-button = Read in the bot

# Tags

tags-heading = { $count ->
    [one] One tag
   *[other] { $count } tags
  }
tags-hint = Most used first. To find one, send a part of its name: /tags web
tags-found-heading = Tags like “{ $text }”
tags-close-heading = No tag holds “{ $text }”. These come close:
tags-none-found = No tag is like “{ $text }”. /tags shows them all, /search looks through the articles.
tags-empty = No article has a tag yet.
tag-missing = Which tag? Send /tag and its name, for example /tag { $example }, or pick one:
tag-quoted = “{ $name }”
tag-unknown = There is no tag { $names }. Do you mean one of these?
tag-unknown-alone = There is no tag { $names }. /tags shows all of them.
tag-heading = { $tag }
tag-count = { $count ->
    [one] One article
   *[other] { $count } articles
  }
tags-back-button = ‹ All tags

# Subscriptions

subscribe-ask = What would you like to subscribe to? Pick tags, send /subscribe and their names, or take everything.
subscribe-more-button = More tags
subscribed-tags = You are subscribed to { $tags }. New articles about { $count ->
    [one] it
   *[other] them
  } will come here by themselves.
subscribed-all = You are subscribed to everything. Each new article will come here by itself.
subscribed-already-tags = You are already subscribed to { $tags }.
subscribed-already-all = You are already subscribed to everything.
unsubscribed-tags = You are no longer subscribed to { $tags }.
unsubscribed-all = Not every new article will come here any more.
unsubscribed-everything = All your subscriptions are gone. /subscribe starts anew.
unsubscribed-not = You are not subscribed to { $tags }.
unsubscribed-not-all = You are still subscribed to everything.
unsubscribe-none = You are not subscribed to anything. /subscribe lets you choose.
subscriptions-heading = Your subscriptions
subscriptions-hint = A tap on a name ends the subscription; a tap beside it changes how its articles come.
subscriptions-watches = Names in quotation marks are searches that you watch.
subscriptions-cadence-button = { $cadence } ›
subscriptions-paused = Paused, because you sent /stop. Press /start, and new articles come again.
subscriptions-empty = You are not subscribed to anything yet. Pick a tag with /tags, or send /subscribe.
subscriptions-all-name = Everything

# Stop, presence, privacy

stop-done = Quiet from now on: I will send you nothing until you press /start. Your subscriptions and saved articles are kept.
stop-erase-hint = To have everything about you deleted, use /privacy.

pause-hint = You have paused everything until { $until }; nothing comes before that. /settings ends the pause.

privacy-text =
    What I keep about you: the number of this chat, the language of your app, what you chose in /settings, what you subscribed to, which searches you watch, what you saved, which articles you opened to read and how far you came, what you want to be reminded of, your last searches so that you can turn their pages and watch them, and which articles I sent you and when.

    Not your name, and nothing else you write. Nothing of it goes to anybody else.

    Searches are also counted by the day, without your name or number, so that the authors of this blog see what people look for. Nobody can tell whose they were: they are not in your data, and they stay when it is erased. What looks like a message, an address or a telephone number is not counted.
privacy-export-button = Send me my data
privacy-erase-button = Erase my data
privacy-erase-ask = This deletes your subscriptions, your saved articles and everything else I keep about you. It cannot be undone. Shall I?
privacy-erase-confirm-button = Yes, erase everything
privacy-erase-keep-button = No, keep it
privacy-erased = Done: I keep nothing about you any more. If you ever want to come back, press /start.
privacy-export-caption = Everything I keep about you.

# When something does not fit

unknown-command = I do not know { $command }.
unknown-command-suggestion = Do you mean { $suggestion }?
unknown-command-help = /help shows what I can do.
unknown-message = I can only read text. Send me a few words and I will search for them, or press /help.
button-outdated = This button has grown too old. Send /start for fresh ones.
error-incident = Something went wrong on my side, sorry. Please try again; if it keeps happening, tell the author this number: { $incident }
