// Builds the tree from nlohmann's SAX events. The events bear no positions, so nlohmann reads through an iterator that
// counts, and each event's token is found again in the text: it is the first one after the previous event's.
#include "frontend/document/Json.h"

#include <nlohmann/json.hpp>

#include <cassert>

namespace aslc::document {

namespace {

/// Input iterator over bytes that leaves in `consumed` how many were read.
class CountingIterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char *;
  using reference = const char &;

  CountingIterator(const char *at, uint32_t *consumed) : at(at), consumed(consumed) {}
  reference operator*() const { return *at; }
  CountingIterator &operator++() {
    ++at;
    ++*consumed;
    return *this;
  }
  bool operator==(const CountingIterator &other) const { return at == other.at; }
  bool operator!=(const CountingIterator &other) const { return at != other.at; }

private:
  const char *at;
  uint32_t *consumed;
};

using Sax = nlohmann::json_sax<nlohmann::json>;

class TreeBuilder final : public Sax {
public:
  TreeBuilder(const Input &input, llvm::StringRef masked) : input(input), masked(masked) {
    stop = {Stop::Nothing, input.begin, nullptr};
    consumed = input.begin;
  }
  bool run();

  std::unique_ptr<Node> root;
  Stop stop;
  bool isTooDeep = false;

private:
  bool null() override { return word(); }
  bool boolean(bool) override { return word(); }
  bool number_integer(number_integer_t) override { return word(); }
  bool number_unsigned(number_unsigned_t) override { return word(); }
  bool number_float(number_float_t, const string_t &) override { return word(); }
  bool string(string_t &) override;
  bool binary(binary_t &) override { return false; } // of CBOR and its like only
  bool start_object(std::size_t) override { return open(Kind::Object); }
  bool start_array(std::size_t) override { return open(Kind::Array); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t &) override;
  bool parse_error(std::size_t, const std::string &, const nlohmann::json::exception &) override { return false; }

  Token take(Stop::Last event);
  Node &add(Kind kind, Token token);
  bool word();
  bool open(Kind kind);
  bool close();

  const Input &input;
  llvm::StringRef masked;
  uint32_t consumed;
  std::vector<Node *> stack;
  Member pending; // key and its range, until the value comes
};

} // namespace

bool TreeBuilder::run() {
  CountingIterator begin(masked.data() + input.begin, &consumed), end(masked.data() + masked.size(), &consumed);
  bool isWhole = nlohmann::json::sax_parse(begin, end, static_cast<Sax *>(this));
  stop.open = stack.empty() ? nullptr : stack.back();
  return isWhole;
}

/// The token of the event just raised.
Token TreeBuilder::take(Stop::Last event) {
  uint32_t at = stop.cursor;
  while (isJsonSpace(masked[at]) || masked[at] == ',' || masked[at] == ':')
    ++at;
  Token token = tokenAt(masked, at);
  // The lexer has read the token and nothing more, but for a number, whose end it only knows by the byte after it.
  assert(token.end == consumed || token.end + 1 == consumed);
  stop.cursor = token.end;
  stop.last = event;
  return token;
}

Node &TreeBuilder::add(Kind kind, Token token) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  node->range = input.range(token.begin, token.end);
  Node &added = *node;
  if (stack.empty()) {
    root = std::move(node);
  } else if (stack.back()->is(Kind::Array)) {
    stack.back()->items.push_back(std::move(node));
  } else {
    pending.value = std::move(node);
    stack.back()->members.push_back(std::move(pending));
    pending = {};
  }
  return added;
}

bool TreeBuilder::word() {
  Token token = take(Stop::Value);
  // Not from the event: the text may be masked there.
  readWord(add(Kind::Null, token), token.in(input.text));
  return true;
}

bool TreeBuilder::string(string_t &) {
  Token token = take(Stop::Value);
  Node &node = add(Kind::String, token);
  node.string = decodeString(input.file, input.text, token);
  node.opaque = input.options.opaqueNames && input.text[token.begin] == '$';
  return true;
}

bool TreeBuilder::key(string_t &) {
  Token token = take(Stop::Key);
  pending.key = decodeString(input.file, input.text, token);
  pending.keyRange = input.range(token.begin, token.end);
  return true;
}

bool TreeBuilder::open(Kind kind) {
  Token token = take(Stop::Opening);
  if (stack.size() >= input.options.maxDepth) {
    reportTooDeep(input, input.options.maxDepth, input.range(token.begin, token.end));
    isTooDeep = true;
    return false;
  }
  stack.push_back(&add(kind, token));
  return true;
}

bool TreeBuilder::close() {
  stack.back()->range.end = take(Stop::Value).end;
  stack.pop_back();
  return true;
}

std::unique_ptr<Node> parseJson(const Input &input) {
  // Each mended slip costs a run over the file.
  constexpr unsigned maxMended = 20;
  std::string masked = input.text.str();
  if (!maskFaults(input, masked))
    return nullptr;
  for (unsigned runs = 0; runs <= maxMended; ++runs) {
    TreeBuilder builder(input, masked);
    if (builder.run())
      return std::move(builder.root);
    if (builder.isTooDeep || !explainStop(input, builder.stop, masked))
      return nullptr;
  }
  return nullptr;
}

} // namespace aslc::document
