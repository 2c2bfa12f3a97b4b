delivery-started =
    { $readers ->
        [one] Announcing { $title } to one reader.
       *[other] Announcing { $title } to { $readers } readers.
    }
delivery-nobody = Published { $title }. Nobody is subscribed to it yet, so no message went out.
delivery-finished =
    { $readers ->
        [one] { $sent ->
            [0] { $title } did not reach its one reader.
           *[other] { $title } has reached its one reader.
        }
       *[other] { $title } has reached { $sent } of { $readers } readers.
    }
delivery-gone =
    { $readers ->
        [one] One has blocked the bot or left Telegram; the subscription is kept for a return.
       *[other] { $readers } have blocked the bot or left Telegram; their subscriptions are kept for a return.
    }
delivery-skipped =
    { $readers ->
        [one] One unsubscribed before the message went out.
       *[other] { $readers } unsubscribed before the message went out.
    }
delivery-failed =
    { $readers ->
        [one] One message failed; the log tells why.
       *[other] { $readers } messages failed; the log tells why.
    }

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
