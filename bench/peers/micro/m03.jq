[.lines[] | {id: (.sku | ascii_downcase), unit: .price, left: (10 - .qty)}]
