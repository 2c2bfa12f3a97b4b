delivery-faults =
    { $count ->
        [one] One thing in the content needs a look:
       *[other] { $count } things in the content need a look:
    }
delivery-fault-place = { $file }, line { $line }
delivery-fault =
    { $place }
    Left out: { $message }
    { $remedy }
delivery-warning =
    { $place }
    { $message }
    { $remedy }
delivery-more-faults =
    { $count ->
        [one] And one more; mend these first.
       *[other] And { $count } more; mend these first.
    }

delivery-paused =
    { $title } is paused: too many messages failed.
    The reason given: { $reason }
    Nothing more of it goes out until you press Resume; /deliveries has the button as well.

delivery-payment-refused =
    Telegram took no payment for sending faster, so I go on at the free pace; nobody is left out.
    It said: { $reason }
    Top up the bot’s Stars and restart me, or set PAID_BROADCAST=false.

# Pages that Telegram would not take

delivery-page-refused =
    Telegram would not show page { $page } of { $title } as it should look, so readers get it in a plainer form. It said: { $reason }

    The file is { $file }. A picture that cannot be fetched, or something unusual on that page, is the likeliest cause.
delivery-rich-unsupported =
    This Bot API server does not know rich messages, so readers get articles as plain messages. It said: { $reason }

    A newer server (Bot API 10.2 or later) shows tables, folded text and formulas.
