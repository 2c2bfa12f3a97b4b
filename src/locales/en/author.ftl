# An announcement on its way. All of these are for the authors of the blog.

author-preparing = Preparing the list of readers …
author-nobody = Nobody is subscribed to it yet, so no message goes out.
author-nobody-was = Nobody was subscribed to it, so no message went out.
author-opens = Goes out in { $wait } to { $readers ->
    [one] one reader
   *[other] { $readers } readers
  }, which takes about { $duration }.
author-silent = It arrives without a sound.
author-bar = { $bar } { $percent }%
author-sent = { $sent } of { $total } sent
author-rate = { $rate } a second
author-left = about { $duration } left
author-finishing = The last ones are on their way.
author-waiting = { $readers ->
    [one] One waits for a digest, or for quiet hours or a pause to end; it goes out { $moment }.
   *[other] { $readers } wait for their digests, or for quiet hours or a pause to end; the next go out { $moment }.
  }
author-failed = { $readers ->
    [one] One message failed.
   *[other] { $readers } messages failed.
  }
author-gone = { $readers ->
    [one] One has blocked the bot or left Telegram; the subscription is kept for a return.
   *[other] { $readers } have blocked the bot or left Telegram; their subscriptions are kept for a return.
  }
author-skipped = { $readers ->
    [one] One did not want it any more when its turn came.
   *[other] { $readers } did not want it any more when their turn came.
  }
author-paused = Paused. Nothing goes out until you resume it.
author-paused-faults = Paused, because too many messages failed: { $note }
author-paused-missing = Paused, because the article’s file is not there. It goes on when the file is back.
author-resumes = It goes on by itself { $moment }.
author-cancelled = { $sent ->
    [0] Cancelled before anybody got it.
    [one] Cancelled. One of { $total } had got it.
   *[other] Cancelled. { $sent } of { $total } had got it.
  }
author-dismissed = Not announced. Readers find it in the lists and with the search.
author-retracted = { $sent ->
    [0] Retracted before anybody got it.
    [one] Retracted. The one message that was sent is taken back; where Telegram does not allow that any more, it says so in place of the article.
   *[other] Retracted. The { $sent } messages that were sent are taken back; where Telegram does not allow that any more, they say so in place of the article.
  }
author-finished = { $total ->
    [one] { $sent ->
        [0] It did not reach its one reader.
       *[other] It has reached its one reader.
    }
   *[other] It has reached { $sent } of { $total } readers.
  }
author-took = It took { $duration }.

author-pause-button = Pause
author-resume-button = Resume
author-cancel-button = Cancel
author-retry-button = Retry failed
author-cancel-ask = { $total ->
    [one] Cancel it? It has not gone out to its one reader yet.
   *[other] { $sent ->
        [0] Cancel it? None of { $total } readers has got it yet.
        [one] Cancel it? One reader has got it, the other { $rest } would not.
       *[other] Cancel it? { $sent } readers have got it, the other { $rest } would not.
    }
  }
author-cancel-ask-planning = Cancel it? Nobody has got it yet.
author-dismiss-ask = Leave it unannounced? It will not be offered again.
author-confirm-button = Yes, cancel it
author-dismiss-confirm-button = Yes, leave it
author-keep-button = No, go back

# Lengths of time and moments

author-seconds = { $seconds } s
author-minutes = { $minutes } min
author-hours = { $minutes ->
    [0] { $hours } h
   *[other] { $hours } h { $minutes } min
  }
author-days = { $days ->
    [one] one day
   *[other] { $days } days
  }
author-at = at { $time }
author-on = on { $day } at { $time }

# Before anything goes out

author-approval = This is how the article will look.
author-approval-away = It waits: its file is a draft, or is not there at the moment. I ask again when it is back.
author-audience = { $readers ->
    [0] Nobody is subscribed to it yet, so no message would go out.
    [one] It would go out to one reader.
   *[other] It would go out to { $readers } readers, which takes about { $duration }.
  }
author-waits = It waits for your word.
author-publish-button = Publish
author-silent-button = Silent
author-later-button = Not now
author-dismiss-button = Leave it
author-put-off = Not now. It waits in /deliveries.

author-held = { $count ->
    [one] An article appeared while I was away, and it is not fresh any more:
   *[other] { $count } articles appeared while I was away, and they are not fresh any more:
  }
author-held-article = • { $title } ({ $day })
author-held-undated = • { $title }
author-held-more = { $count ->
    [one] and one more
   *[other] and { $count } more
  }
author-held-ask = { $count ->
    [one] Shall I announce it?
   *[other] Shall I announce them?
  }
author-held-one-button = Send it
author-held-all-button = Send all
author-held-newest-button = Only the newest
author-held-seen-button = Mark as seen
author-held-sent = { $count ->
    [one] { $title } is being announced.
    [2] Both are being announced.
   *[other] All { $count } are being announced.
  }
author-held-newest = { $title } is being announced, the others count as seen.
author-held-seen = { $count ->
    [one] { $title } counts as seen. Nobody is told of it.
    [2] Both count as seen. Nobody is told of them.
   *[other] All { $count } count as seen. Nobody is told of them.
  }
author-held-settled = Nothing left to decide here: it has been settled elsewhere. /deliveries shows how.

author-missing = { $sent ->
    [0] The file of { $title } is gone. Nobody has got the article yet.
    [one] The file of { $title } is gone. One reader has got the article and keeps it, unless you want it taken back.
   *[other] The file of { $title } is gone. { $sent } readers have got the article and keep it, unless you want it taken back.
  }
author-missing-several = The files of { $count } announced articles are gone:
author-missing-article = { $sent ->
    [0] • { $title }, which nobody has got yet
    [one] • { $title }, which one reader has got
   *[other] • { $title }, which { $sent } readers have got
  }
author-missing-keep = Readers keep what they got, unless you want it taken back.
author-missing-leave-button = { $count ->
    [one] Leave it
   *[other] Leave them
  }
author-missing-retract-button = { $count ->
    [one] Retract it
   *[other] Retract them
  }
author-missing-left = { $count ->
    [one] { $title } stays with the readers who got it.
    [2] Both stay with the readers who got them.
   *[other] All { $count } stay with the readers who got them.
  }
author-missing-retracted = { $count ->
    [one] { $title } is being taken back.
    [2] Both are being taken back.
   *[other] All { $count } are being taken back.
  }
author-missing-settled = Nothing left to decide here: what was missing is back, or has been dealt with.

# /deliveries

command-deliveries = What went out, and how it went

author-deliveries-heading = The last deliveries
author-deliveries-empty = Nothing has been announced yet. A new file in the content folder is announced by itself.
author-deliveries-back-button = ‹ All deliveries
author-refresh-button = Refresh
author-reasons = Who did not get it, and why:
author-reason-failed = { $count } failed: { $reason }
author-reason-gone = { $count } gone: { $reason }
author-reason-skipped = { $count } left out: { $reason }
author-state-waiting = Waits for your word
author-state-planning = Being prepared
author-state-running = Under way
author-state-paused = Paused
author-state-finished = Finished
author-state-cancelled = Cancelled
author-state-dismissed = Not announced
author-state-retracted = Retracted
author-sent-nobody = nobody is subscribed

# What a press brought about

author-done-paused = Paused.
author-done-resumed = It goes on.
author-done-cancelled = Cancelled.
author-done-dismissed = It stays unannounced.
author-done-published = It goes out.
author-done-put-off = Put off. /deliveries brings it back.
author-done-retried = { $count ->
    [one] One message is tried again.
   *[other] { $count } messages are tried again.
  }
author-too-late = That does not apply any more. This is how it stands.

# /searches

command-searches = What readers search for, and do not find

sought-nothing = No searches were counted in the last { $days } days. When readers search, you see here what they look for, and never who they are.
sought-missed-heading = Sought and not found, in the last { $days } days
sought-missed-none = Nothing: each search had at least one article with all of its words.
sought-all-heading = Sought most often, in the last { $days } days
sought-facts = { $times ->
    [one] once
    [2] twice
   *[other] { $times } times
  }, { $found }
sought-found = { $articles ->
    [one] one article found
   *[other] { $articles } articles found
  }
sought-found-part = { $articles ->
    [0] nothing found
    [one] one article has a part of it
   *[other] { $articles } articles have a part of it
  }
sought-missed-button = What was not found
sought-all-button = All searches
