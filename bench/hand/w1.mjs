// W1 as one writes it in a Lambda function.
const LANES = { web: "web", mobile: "app", store: "pos" };
const WAREHOUSES = { EU: "FRA1", US: "IAD2", APAC: "SIN1" };

function settlement({ payment, customer }) {
  if (payment.method === "card" && payment.authorized) return "instant";
  if (payment.method === "wallet" && payment.authorized) return "t+1";
  if (payment.method === "invoice" && ["gold", "silver"].includes(customer.tier)) return "net30";
  return "hold";
}

function discount({ customer: { tier, lifetimeValue }, payment: { amount } }) {
  if ((tier === "gold" && amount >= 500) || lifetimeValue > 20000) return 15;
  if (tier === "gold" || (tier === "silver" && amount >= 250)) return 8;
  return tier === "silver" || lifetimeValue > 1000 ? 3 : 1;
}

function decision({ customer: { tier, riskScore }, payment, shipping }) {
  const abroad = payment.country !== shipping.address.country;
  if ((riskScore >= 70 && payment.amount > 1000) || (abroad && payment.amount > 250)) return "review";
  return riskScore < 20 || (tier === "gold" && riskScore < 40) ? "auto" : "standard";
}

function carrierOf({ shipping, priority }) {
  if (shipping.weightKg > 30 || shipping.method === "freight") return "freight";
  if (priority === "overnight" && shipping.weightKg <= 5) return "air";
  return shipping.method === "pickup" ? "pickup" : "ground";
}

export default function (order) {
  const { orderId, customer, payment, shipping, flags } = order;
  if (flags.test) return { orderId, decision: "reject", reason: "test-order" };
  if (customer.blocked || customer.riskScore > 90) return { orderId, decision: "reject", reason: "blocked" };
  const lane = LANES[order.channel] ?? "edi";
  const warehouse = WAREHOUSES[order.region] ?? "GRU3";
  const carrier = carrierOf(order);
  return {
    orderId,
    customerId: customer.id,
    amount: payment.amount,
    lane,
    warehouse,
    settlement: settlement(order),
    discountPct: discount(order),
    handling: flags.hazmat && shipping.method !== "pickup" ? "adr" : "normal",
    decision: decision(order),
    carrier,
    packing: flags.gift && carrier !== "freight" ? "gift" : "plain",
    route: `${lane}/${warehouse}/${carrier}`,
  };
}
