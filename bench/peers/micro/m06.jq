.customer.lastName + ": " + ([.lines[] | .sku[0:2] + "/" + .name] | join(", "))
