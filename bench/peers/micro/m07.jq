{nums: [[.lines[].sku] | join(" ") | match("[0-9]{2}[78][0-9]"; "g").string], parts: [.createdAt | splits("[-T:.]")]}
