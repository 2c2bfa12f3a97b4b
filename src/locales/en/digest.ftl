digest-message-heading =
    { $count ->
        [one] One new article
       *[other] { $count } new articles
    }
digest-message-hint = Tap a number to read that article here.
digest-message-open-button = Open

digest-withdrawn =
    { $count ->
        [one] The author has withdrawn this article.
       *[other] The author has withdrawn these articles.
    }
