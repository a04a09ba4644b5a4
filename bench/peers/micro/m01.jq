.customer.address.geo.lat
