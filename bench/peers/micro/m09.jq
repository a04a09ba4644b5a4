[[.lines[] | select(.qty >= 4)] | to_entries[] | "\(.key):\(.value.sku)"]
