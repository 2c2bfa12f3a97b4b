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
saved-remind-hint = A second press takes it back.
saved-reminder = ⏰ I will remind you { $when }.

# Reminders

remind-button = Remind me this evening
remind-set-button = ⏰ Reminder set
remind-set = I will remind you { $when }.
remind-set-guessed = I will remind you { $when }. Is it not { $time } for you now? Then set your time zone in /settings.
remind-when-today = at { $time }
remind-when-tomorrow = tomorrow at { $time }
remind-when-later = on { $moment }
remind-stopped = You have stopped me with /stop. Press /start first, so that I can remind you.
remind-cancelled = I will not remind you.
reminder-tonight = { $count ->
    [one] You wanted to read this tonight.
   *[other] You wanted to read these tonight.
  }
reminder-late = { $count ->
    [one] You wanted to read this.
   *[other] You wanted to read these.
  }
