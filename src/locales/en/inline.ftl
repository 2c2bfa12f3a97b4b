# What `@bot words` offers in any chat. The buttons stand above the results and lead to the search in the bot.

inline-nothing-button = Nothing found – search in the bot
inline-corrected-button = Searched for “{ $words }”
inline-loose-button = No article has all of these words
inline-unquoted-button = No article has these exact words
# Below the facts of an article that nobody asked for; its description follows.
inline-guess = A guess, as nothing fits your words.
