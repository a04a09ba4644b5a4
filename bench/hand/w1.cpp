// W1, the choice chain, as one writes it by hand to win: fields asked for in the order in which they stand in the
// input, so that simdjson passes over it once; strings and numbers that are only handed on are copied as they are
// written, not decoded; states become plain branches; output gathers in one buffer.
#include "output.h"
#include <simdjson.h>
#include <string_view>

using namespace simdjson;
using std::string_view;

namespace {

struct Order {
  string_view id, channel, region, priority;                                       // id as written, quotes included
  string_view customerId, tier, method, amountText, payCountry, shipCountry, ship; // customerId, amountText as written
  double risk, lifetime, amount, weight;
  bool blocked, authorized, test, gift, hazmat;
};

string_view raw(ondemand::value value) {
  string_view token = value.raw_json_token();
  while (!token.empty() && (token.back() == ' ' || token.back() == ','))
    token.remove_suffix(1);
  return token;
}

Order read(ondemand::object root) {
  Order o;
  o.id = raw(root.find_field("orderId").value());
  o.channel = root.find_field("channel");
  o.region = root.find_field("region");
  o.priority = root.find_field("priority");
  ondemand::object customer = root.find_field("customer");
  o.customerId = raw(customer.find_field("id").value());
  o.tier = customer.find_field("tier");
  o.blocked = customer.find_field("blocked");
  o.risk = customer.find_field("riskScore");
  o.lifetime = customer.find_field("lifetimeValue");
  ondemand::object payment = root.find_field("payment");
  o.method = payment.find_field("method");
  ondemand::value amount = payment.find_field("amount");
  o.amountText = raw(amount);
  o.amount = amount.get_double();
  o.authorized = payment.find_field("authorized");
  o.payCountry = payment.find_field("country");
  ondemand::object shipping = root.find_field("shipping");
  o.shipCountry = shipping.find_field("address").find_field("country");
  o.ship = shipping.find_field("method");
  o.weight = shipping.find_field("weightKg");
  ondemand::object flags = root.find_field("flags");
  o.test = flags.find_field("test");
  o.gift = flags.find_field("gift");
  o.hazmat = flags.find_field("hazmat");
  return o;
}

string_view laneOf(const Order &o) {
  return o.channel == "web" ? "web" : o.channel == "mobile" ? "app" : o.channel == "store" ? "pos" : "edi";
}

string_view warehouseOf(const Order &o) {
  return o.region == "EU" ? "FRA1" : o.region == "US" ? "IAD2" : o.region == "APAC" ? "SIN1" : "GRU3";
}

string_view settlementOf(const Order &o) {
  if (o.authorized && o.method == "card")
    return "instant";
  if (o.authorized && o.method == "wallet")
    return "t+1";
  return o.method == "invoice" && (o.tier == "gold" || o.tier == "silver") ? "net30" : "hold";
}

string_view discountOf(const Order &o) {
  bool gold = o.tier == "gold", silver = o.tier == "silver";
  if ((gold && o.amount >= 500) || o.lifetime > 20000)
    return "15";
  if (gold || (silver && o.amount >= 250))
    return "8";
  return silver || o.lifetime > 1000 ? "3" : "1";
}

string_view decisionOf(const Order &o) {
  if ((o.risk >= 70 && o.amount > 1000) || (o.amount > 250 && o.payCountry != o.shipCountry))
    return "review";
  return o.risk < 20 || (o.tier == "gold" && o.risk < 40) ? "auto" : "standard";
}

string_view carrierOf(const Order &o) {
  if (o.weight > 30 || o.ship == "freight")
    return "freight";
  if (o.weight <= 5 && o.priority == "overnight")
    return "air";
  return o.ship == "pickup" ? "pickup" : "ground";
}

void decide(const Order &o, Output &out) {
  if (o.test || o.blocked || o.risk > 90) {
    out << R"({"orderId":)" << o.id << R"(,"decision":"reject","reason":")" << (o.test ? "test-order" : "blocked") << "\"}\n";
    return;
  }
  string_view lane = laneOf(o), warehouse = warehouseOf(o), carrier = carrierOf(o);
  out << R"({"orderId":)" << o.id << R"(,"customerId":)" << o.customerId << R"(,"amount":)" << o.amountText << R"(,"lane":")" << lane
      << R"(","warehouse":")" << warehouse << R"(","settlement":")" << settlementOf(o) << R"(","discountPct":)" << discountOf(o)
      << R"(,"handling":")" << (o.hazmat && o.ship != "pickup" ? "adr" : "normal") << R"(","decision":")" << decisionOf(o)
      << R"(","carrier":")" << carrier << R"(","packing":")" << (o.gift && carrier != "freight" ? "gift" : "plain") << R"(","route":")"
      << lane << "/" << warehouse << "/" << carrier << "\"}\n";
}

} // namespace

int main() {
  Bytes input = mapStdin(SIMDJSON_PADDING);
  constexpr size_t Flush = 1 << 18;
  Output out(Flush + (1 << 16));
  ondemand::parser parser;
  ondemand::document_stream orders;
  if (parser.iterate_many(input.data, input.size, 1 << 18).get(orders))
    return 1;
  for (auto order : orders) {
    decide(read(order.get_object()), out);
    if (out.size() > Flush)
      out.flush();
  }
  out.flush();
}
