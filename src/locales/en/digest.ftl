digest-heading =
    { $count ->
        [one] One new article
       *[other] { $count } new articles
    }
digest-numbers-hint = Tap a number to read that article here.
digest-open-button = Open
digest-settings-button = Settings

withdrawn =
    { $count ->
        [one] The author has withdrawn this article.
       *[other] The author has withdrawn these articles.
    }
