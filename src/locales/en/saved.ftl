# The list of saved articles

saved-heading = Saved articles
saved-empty = You have not saved anything yet. “Save” under an article puts it on this list.
saved-away = What you saved is not here at the moment. When it comes back, you will find it in this list again.
saved-added = Saved. You will find it in /saved.
saved-removed = Removed from your list.

saved-remove-button = Remove…
saved-remind-button = Remind me this evening…
saved-done-button = Done
saved-remove-heading = Which one shall I remove?
saved-remind-heading = Of which one shall I remind you?
saved-remind-hint = ⏰ is set. Press it again to take it back.

# Reminders

remind-button = Remind me this evening
remind-set-button = ⏰ I will remind you
remind-set-today = I will remind you at { $time }.
remind-set-tomorrow = I will remind you tomorrow at { $time }.
remind-set-later = I will remind you on { $moment }.
remind-cancelled = I will not remind you.
reminder-tonight = { $count ->
    [one] You wanted to read this tonight.
   *[other] You wanted to read these tonight.
  }
reminder-late = { $count ->
    [one] You wanted to read this.
   *[other] You wanted to read these.
  }
