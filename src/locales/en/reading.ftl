# Words inside articles
reading-image = image
reading-details = Details
reading-footnotes = Notes
reading-table-on-site = The table on the site
reading-alert-note = ℹ️ Note
reading-alert-tip = 💡 Tip
reading-alert-important = ❗ Important
reading-alert-warning = ⚠️ Warning
reading-alert-caution = 🛑 Caution

# An article in short
card-minutes = { $minutes } min read
card-tags = Tags: { $tags }
card-read-button = Read here
card-site-button = Open on site
card-save-button = Save
card-saved-button = ✓ Saved
card-related-button = Related

# A new article
push-reason-tag = You are subscribed to #{ $tag }.
push-reason-all = You are subscribed to everything.
push-everything = everything
push-settings-button = Settings

# Lists
list-subscribe-button = Subscribe { $topic }
list-unsubscribe-button = Unsubscribe { $topic }
list-chosen-button = ✓ { $topic }
list-choose-button = + { $topic }
