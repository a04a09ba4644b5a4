#include "frontend/document/Document.h"

#include "llvm/Support/FormatVariadic.h"

namespace aslc::document {

static void appendEscaped(std::string &out, unsigned codeUnit) {
  out += llvm::formatv("\\u{0:x-4}", codeUnit); // utohexstr(0) of width 4 has five digits
}

/// The surrogate whose three bytes of WTF-8 stand at `at`, or 0.
static unsigned surrogateAt(llvm::StringRef text, size_t at) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(at) != 0xED || text.size() - at < 3 || byte(at + 1) < 0xA0)
    return 0;
  return 0xD000 | (byte(at + 1) & 0x3F) << 6 | (byte(at + 2) & 0x3F);
}

static void appendString(std::string &out, llvm::StringRef text) {
  static constexpr llvm::StringLiteral special = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
  out += '"';
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned char c = text[i];
    if (size_t index = special.find(text[i]); index != llvm::StringRef::npos) {
      out += '\\';
      out += letters[index];
    } else if (c < 0x20) {
      appendEscaped(out, c);
    } else if (unsigned surrogate = surrogateAt(text, i)) {
      appendEscaped(out, surrogate);
      i += 2;
    } else {
      out += text[i];
    }
  }
  out += '"';
}

static void appendScalar(std::string &out, const Node &node) {
  switch (node.kind) {
  case Kind::Boolean:
    out += node.boolean ? "true" : "false";
    return;
  case Kind::Number:
    out += node.numberText;
    return;
  case Kind::String:
    appendString(out, node.string.text());
    return;
  default:
    out += "null";
  }
}

std::string toJson(const Node &root) {
  struct Open {
    const Node *node;
    size_t next;
  };
  std::string out;
  std::vector<Open> stack;
  auto begin = [&](const Node &node) {
    if (!node.is(Kind::Array) && !node.is(Kind::Object))
      return appendScalar(out, node);
    out += node.is(Kind::Array) ? '[' : '{';
    stack.push_back({&node, 0});
  };
  begin(root);
  while (!stack.empty()) {
    const Node &node = *stack.back().node;
    size_t index = stack.back().next++;
    bool isArray = node.is(Kind::Array);
    if (index == (isArray ? node.items.size() : node.members.size())) {
      out += isArray ? ']' : '}';
      stack.pop_back();
      continue;
    }
    if (index != 0)
      out += ',';
    if (!isArray) {
      appendString(out, node.members[index].key.text());
      out += ':';
    }
    begin(isArray ? *node.items[index] : *node.members[index].value);
  }
  return out;
}

} // namespace aslc::document
