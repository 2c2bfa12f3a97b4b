# Asking

search-ask =
    What are you looking for? Send me a few words.

    These work too:
    { $phrase }  { $without }
    { $tag }  { $year }
search-ask-forms = “exact words” | -without | #tag | year:2025
search-ask-words = I can only search for words. Please type what you are looking for, or cancel.
search-cancel-button = Cancel
search-cancelled = Search cancelled.
search-nothing-to-cancel = There is nothing to cancel. /help shows what I can do.
search-over = This search is over already.
search-outdated = This search is too old to turn its pages. Please search again.

# What was found

search-heading-all = { $count ->
    [one] One article for “{ $query }”
   *[other] { $count } articles for “{ $query }”
  }
search-heading-most = { $count ->
    [one] One article for “{ $query }”
   *[other] { $count } articles for “{ $query }”
  }, and { $more } with most of the words
search-heading-any = No article has all of these words. { $count ->
    [one] One has
   *[other] { $count } have
  } some of “{ $query }”.
search-heading-parts = No article has this as it stands. { $count ->
    [one] One has
   *[other] { $count } have
  } parts of “{ $query }”.
search-corrected-heading = Showing results for “{ $query }”: no article has { $typed }.
search-corrected-all = { $count ->
    [one] One article
   *[other] { $count } articles
  }
search-corrected-most = { $count ->
    [one] One article
   *[other] { $count } articles
  }, and { $more } with most of the words
search-corrected-any = No article has all of these words. { $count ->
    [one] One has some of them.
   *[other] { $count } have some of them.
  }
search-quoted = “{ $name }”
search-corrected-parts = No article has this as it stands. { $count ->
    [one] One has parts of it.
   *[other] { $count } have parts of it.
  }
search-unquoted = No article has the exact words in quotation marks, so I looked for them one by one.
search-ignored = Of so many words I looked for the first { $count } only.

# When nothing was found

search-nothing = Nothing found for “{ $query }”.
search-nothing-filters = Without { $filters }, { $count ->
    [one] there is one article
   *[other] there are { $count } articles
  } for “{ $query }”.
search-nothing-filters-part = Without { $filters }, { $count ->
    [one] one article has
   *[other] { $count } articles have
  } some of “{ $query }”.
search-without-button = Search “{ $query }”
search-nothing-guesses = Perhaps one of these comes close; I am only guessing.
search-nothing-tags = The tags below come close.
search-nothing-next = Fewer or other words may help; /tags shows what there is to read about.
search-nothing-watch = While you watch this search, new articles that fit come here by themselves.
search-no-words = There is no word in it that I could look for. Send me one or two.

# Watching a search

search-watch-button = Watch this search
search-unwatch-button = Stop watching
watch-begun = You watch “{ $name }” now. New articles with { $count ->
    [one] it
   *[other] all of these words
  } will come here by themselves.
watch-begun-already = You watch “{ $name }” already.
watch-words-only = Only words and tags can be watched.
watch-ended = You no longer watch “{ $name }”.
watch-ended-already = You do not watch “{ $name }”.
watch-too-many = You watch { $count } searches already, and more I cannot keep an eye on. /subscriptions lets you end one.
watch-named = the search “{ $name }”
watch-heading = Search: { $name }
