# W2 in jq. jq rounds half away from zero; JSONata's $round is half to even on the shortest decimal: cents does that.
def cents: (tostring + "e2" | tonumber) as $x | ($x | round) as $r
  | (if ($r - $x) == 0.5 and $r % 2 == 1 then $r - 1 else $r end) | tostring + "e-2" | tonumber;
# A sequence as JSONata gives it: nothing for none, the item itself for one.
def sequence(name): if length == 0 then {} elif length == 1 then {(name): .[0]} else {(name): .} end;
. as $in
| [.shipments[].lines[]] as $all
| {
    ref: ((.orderId | ascii_downcase) + "/" + .currency),
    placed: (.createdAt | split("T")[0]),
    buyer: {name: (.customer.firstName + " " + .customer.lastName), user: (.customer.email | split("@")[0])},
    grossTotal: ($all | map(.unitPrice * .qty) | add | cents)
  }
  + ([.shipments[] | select(.status != "DELIVERED")
      | {id, eta, lines: (.lines | length), weight: ([.lines[] | .qty * .weightKg] | add | cents)}] | sequence("late"))
  + {
    byOrigin: ($all | group_by(.attributes.origin) | map({
      key: .[0].attributes.origin,
      value: {
        skus: (map(.sku) | sort),
        fragile: (map(select(.attributes.fragile)) | length),
        gross: (map(.qty * .unitPrice) | add | cents)
      }
    }) | from_entries),
    cheapest: ($all | sort_by(.unitPrice)[0].name),
    discounted: [$all[] | select(.discountPct > 0 and .qty > 3) | .sku + "@" + (.discountPct | tostring)],
    biggest: [$all | sort_by([-.weightKg, .sku])[0:3][]
      | {sku, kg: .weightKg, short: (.name[0:10] | ltrimstr(" ") | rtrimstr(" "))}],
    refunds: ([.payments[] | select(.status == "refunded")] | length),
    to: (.customer.address.city + " (" + .customer.address.country + ")")
  }
