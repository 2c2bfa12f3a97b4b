# Words inside articles
reading-image = image
reading-details = Details
reading-footnotes = Notes
reading-table-on-site = See this table on the site
reading-alert-note = ℹ️ Note
reading-alert-tip = 💡 Tip
reading-alert-important = ❗ Important
reading-alert-warning = ⚠️ Warning
reading-alert-caution = 🛑 Caution

# Buttons below a page
reading-contents-button = Contents
reading-contents-hint = Contents, with the pages
reading-contents-back-button = ‹ Back to page { $page }
reading-trouble-button = Trouble reading?
reading-next-button = Finished? Next one
reading-previous-part-button = ‹ Part { $part }
reading-next-part-button = Part { $part } ›

# An article in short
card-minutes = { $minutes } min read
card-tags = Tags: { $tags }
card-series = Part { $part } of { $parts } of “{ $title }”
card-read-button = Read here
card-continue-button = Continue: page { $page }/{ $pages }
card-site-button = Open on site
card-save-button = Save
card-saved-button = ✓ Saved
card-related-button = Related

# A new article
push-reason-tag = You are subscribed to #{ $tag }.
push-reason-watch = You watch the search “{ $search }”.
push-reason-all = You are subscribed to everything.
push-everything = everything
push-settings-button = Settings

# Lists
list-place = page { $page } of { $pages }
list-subscribe-button = Subscribe { $topic }
list-unsubscribe-button = Unsubscribe { $topic }
list-chosen-button = ✓ { $topic }
list-choose-button = + { $topic }
list-watch-button = Watch { $topic }
list-unwatch-button = Stop watching { $topic }
list-quoted = “{ $name }”
