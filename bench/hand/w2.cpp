// W2, the order transform, as one writes it by hand to win: an order is passed over once, fields in the order of the file, and only what
// the output needs of its lines is kept, in one array; strings stay where they stand and as they are spelt (none that is looked into has
// escapes). Sums of money are rounded to whole cents, half to even as their shortest decimals say, and written as such.
#include "output.h"
#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <simdjson.h>
#include <string_view>
#include <vector>

using namespace simdjson;
using std::string_view;

namespace {

/// A number of cents, written as JavaScript prints their hundredth.
struct Cents {
  int64_t count;
};

Output &operator<<(Output &out, Cents cents) {
  out << uint64_t(cents.count / 100);
  if (auto rest = unsigned(cents.count % 100)) {
    char digits[] = {'.', char('0' + rest / 10), char('0' + rest % 10)};
    out << string_view(digits, rest % 10 ? 3 : 2);
  }
  return out;
}

/// Half to even, as it is written: 1.005 is a half, though the number is a little less.
Cents rounded(double amount) {
  double hundredfold = amount * 100, whole = std::floor(hundredfold), fraction = hundredfold - whole;
  if (std::abs(fraction - 0.5) > 1e-6) [[likely]]
    return {int64_t(whole) + (fraction > 0.5)};
  char digits[40];
  char *end = std::to_chars(digits, digits + sizeof digits, amount, std::chars_format::fixed).ptr;
  char *point = std::find(digits, end, '.');
  if (end - point <= 3) // a half has three decimals
    return {int64_t(std::nearbyint(hundredfold))};
  auto cents = int64_t(std::trunc(amount)) * 100 + (point[1] - '0') * 10 + (point[2] - '0');
  bool half = point[3] == '5' && end - point == 4;
  return {cents + (half ? cents & 1 : point[3] >= '5')};
}

/// A line of a shipment. What is to be compared is also there as a word that sorts like its first bytes.
struct Line {
  string_view sku, name, origin, discount, weightText;
  uint64_t order;
  double price, weight, gross;
  bool discounted, fragile;
};

struct Shipment {
  string_view id, eta;
  uint64_t lines;
  double weight;
};

/// All of the lines of one origin, from the first on.
struct Group {
  string_view origin;
  double gross;
  uint64_t fragile;
  std::vector<const Line *> lines;
};

// A string as it is written, without its quotes.
string_view spelt(ondemand::value value) {
  string_view token = value.raw_json_token();
  return token.substr(1, token.rfind('"') - 1);
}

// A number as it is written.
string_view digits(ondemand::value value) {
  string_view token = value.raw_json_token();
  size_t size = 0;
  while (size < token.size() && ((token[size] >= '0' && token[size] <= '9') || token[size] == '.'))
    ++size;
  return token.substr(0, size);
}

uint64_t orderOf(string_view text) {
  uint64_t word = 0;
  memcpy(&word, text.data(), std::min<size_t>(text.size(), 8));
  return __builtin_bswap64(word);
}

bool comesFirst(const Line &a, const Line &b) { return a.order != b.order ? a.order < b.order : a.sku < b.sku; }
bool isBigger(const Line &a, const Line &b) { return a.weight != b.weight ? a.weight > b.weight : comesFirst(a, b); }

class Transform {
public:
  explicit Transform(Output &out) : out(out) {}

  void run(ondemand::document &order) {
    lines.clear();
    late.clear();
    string_view id = spelt(order.find_field("orderId").value()), created = spelt(order.find_field("createdAt").value());
    string_view currency = spelt(order.find_field("currency").value());
    ondemand::object customer = order.find_field("customer");
    string_view first = spelt(customer.find_field("firstName").value()), last = spelt(customer.find_field("lastName").value());
    string_view email = spelt(customer.find_field("email").value());
    ondemand::object address = customer.find_field("address");
    string_view city = spelt(address.find_field("city").value()), country = spelt(address.find_field("country").value());
    for (ondemand::value shipment : order.find_field("shipments").get_array())
      readShipment(shipment.get_object());
    uint64_t refunds = 0;
    for (ondemand::value payment : order.find_field("payments").get_array())
      refunds += spelt(payment.find_field("status").value()) == "refunded";

    out << R"({"ref":")";
    writeLower(id);
    out << "/" << currency << R"(","placed":")" << created.substr(0, created.find('T')) << R"(","buyer":{"name":")" << first << " " << last
        << R"(","user":")" << email.substr(0, email.find('@')) << "\"}";
    if (!lines.empty())
      out << R"(,"grossTotal":)" << rounded(total());
    writeLate();
    writeGroups();
    writeCheapest();
    writeDiscounted();
    writeBiggest();
    out << R"(,"refunds":)" << refunds << R"(,"to":")" << city << " (" << country << ")\"}\n";
  }

private:
  void readShipment(ondemand::object object) {
    Shipment shipment{spelt(object.find_field("id").value()), {}, lines.size(), 0};
    bool isLate = spelt(object.find_field("status").value()) != "DELIVERED";
    shipment.eta = spelt(object.find_field("eta").value());
    for (ondemand::value line : object.find_field("lines").get_array())
      shipment.weight += readLine(line.get_object());
    shipment.lines = lines.size() - shipment.lines;
    if (isLate)
      late.push_back(shipment);
  }

  /// What the line weighs in all.
  double readLine(ondemand::object object) {
    Line &line = lines.emplace_back();
    line.sku = spelt(object.find_field("sku").value());
    line.order = orderOf(line.sku);
    line.name = spelt(object.find_field("name").value());
    double quantity = object.find_field("qty");
    line.price = object.find_field("unitPrice");
    line.gross = line.price * quantity;
    line.discount = digits(object.find_field("discountPct").value());
    line.discounted = line.discount != "0" && quantity > 3;
    ondemand::value weight = object.find_field("weightKg");
    line.weightText = digits(weight);
    line.weight = weight.get_double();
    ondemand::object attributes = object.find_field("attributes");
    line.origin = spelt(attributes.find_field("origin").value());
    line.fragile = attributes.find_field("fragile");
    return line.weight * quantity;
  }

  void writeLower(string_view text) {
    char *to = out.end();
    out << text;
    for (size_t i = 0; i < text.size(); ++i)
      to[i] |= text[i] >= 'A' && text[i] <= 'Z' ? 0x20 : 0;
  }

  double total() const {
    double sum = 0;
    for (const Line &line : lines)
      sum += line.gross;
    return sum;
  }

  /// Nothing for none, and one by itself, as a sequence is.
  void writeLate() {
    if (late.empty())
      return;
    string_view separator = late.size() > 1 ? "[" : "";
    out << R"(,"late":)";
    for (const Shipment &each : late) {
      out << separator << R"({"id":")" << each.id << R"(","eta":")" << each.eta << R"(","lines":)" << each.lines << R"(,"weight":)"
          << rounded(each.weight) << "}";
      separator = ",";
    }
    if (late.size() > 1)
      out << "]";
  }

  Group &groupOf(const Line &line) {
    for (size_t i = 0; i < groupCount; ++i)
      if (groups[i].origin == line.origin)
        return groups[i];
    if (groupCount == groups.size())
      groups.emplace_back();
    Group &made = groups[groupCount++];
    made.origin = line.origin;
    made.gross = 0;
    made.fragile = 0;
    made.lines.clear();
    return made;
  }

  void writeGroups() {
    groupCount = 0;
    for (const Line &line : lines) {
      Group &group = groupOf(line);
      group.gross += line.gross;
      group.fragile += line.fragile;
      auto place = group.lines.end();
      group.lines.push_back(&line);
      for (place = group.lines.end() - 1; place != group.lines.begin() && comesFirst(line, *place[-1]); --place)
        place[0] = place[-1];
      *place = &line;
    }
    string_view separator = R"(,"byOrigin":{")";
    for (size_t i = 0; i < groupCount; ++i) {
      out << separator << groups[i].origin << R"(":{"skus":)";
      string_view before = "[\"";
      for (const Line *line : groups[i].lines) {
        out << before << line->sku;
        before = "\",\"";
      }
      out << R"("],"fragile":)" << groups[i].fragile << R"(,"gross":)" << rounded(groups[i].gross) << "}";
      separator = ",\"";
    }
    out << (groupCount ? "}" : R"(,"byOrigin":{})");
  }

  void writeCheapest() {
    auto found = std::min_element(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.price < b.price; });
    if (found != lines.end())
      out << R"(,"cheapest":")" << found->name << "\"";
  }

  void writeDiscounted() {
    string_view separator = "\"";
    out << R"(,"discounted":[)";
    for (const Line &line : lines)
      if (line.discounted) {
        out << separator << line.sku << "@" << line.discount << "\"";
        separator = ",\"";
      }
    out << "]";
  }

  void writeBiggest() {
    constexpr size_t most = 3;
    const Line *biggest[most];
    size_t count = 0;
    for (const Line &line : lines) {
      size_t place = count;
      while (place > 0 && isBigger(line, *biggest[place - 1]))
        --place;
      if (place == most)
        continue;
      count = std::min(count + 1, most);
      std::copy_backward(biggest + place, biggest + count - 1, biggest + count);
      biggest[place] = &line;
    }
    string_view separator = R"(,"biggest":[{"sku":")";
    for (const Line *line : std::span(biggest, count)) {
      out << separator << line->sku << R"(","kg":)" << line->weightText << R"(,"short":")" << shortened(line->name) << "\"}";
      separator = R"(,{"sku":")";
    }
    out << (count ? "]" : R"(,"biggest":[])");
  }

  /// The first ten characters, which are bytes here, less blanks at the end.
  static string_view shortened(string_view name) {
    name = name.substr(0, 10);
    while (name.ends_with(' '))
      name.remove_suffix(1);
    return name;
  }

  Output &out;
  std::vector<Line> lines;
  std::vector<Shipment> late;
  std::vector<Group> groups;
  size_t groupCount = 0;
};

} // namespace

int main() {
  Bytes input = mapStdin(SIMDJSON_PADDING);
  constexpr size_t Flush = 1 << 18;
  Output out(Flush + input.size); // an order is written in fewer bytes than it is read from
  Transform transform(out);
  ondemand::parser parser;
  for (size_t at = 0; at < input.size;) {
    const void *newline = memchr(input.data + at, '\n', input.size - at);
    size_t end = newline ? static_cast<const char *>(newline) - input.data : input.size;
    ondemand::document order = parser.iterate(input.data + at, end - at, input.size - at + SIMDJSON_PADDING);
    transform.run(order);
    if (out.size() > Flush)
      out.flush();
    at = end + 1;
  }
  out.flush();
}
