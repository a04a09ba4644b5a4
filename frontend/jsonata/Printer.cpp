// Trees back to text. Left operands are printed by a loop, since a chain may be longer than the stack is deep.
#include "frontend/jsonata/Ast.h"

#include "frontend/jsonata/Lexer.h"
#include "frontend/jsonata/Text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace aslc::jsonata;

namespace {
class Printer {
public:
  void print(const Node &node);
  std::string out;

private:
  void printOperand(const Node &node);
  void printAfterLeft(const Node &node);
  void printBinary(const Node &node);
  void printLambda(const Node &node);
  void printTransform(const Node &node);
  void printPairs(const Node &node);
  void printTerms(const Node &node);
  void printList(char open, llvm::ArrayRef<const Node *> items, llvm::StringRef separator, char close);
};
} // namespace

void Printer::print(const Node &node) {
  llvm::SmallVector<const Node *> spine;
  const Node *operand = &node;
  for (; continuesLeft(operand->kind); operand = operand->lhs)
    spine.push_back(operand);
  printOperand(*operand);
  for (const Node *op : llvm::reverse(spine))
    printAfterLeft(*op);
}

void Printer::printOperand(const Node &node) {
  switch (node.kind) {
  case Kind::Null: out += "null"; return;
  case Kind::Boolean: out += node.boolean ? "true" : "false"; return;
  case Kind::Name:
    // Backquotes cannot be escaped; a name that holds one was read without them.
    if (isPlainName(node.text) || node.text.contains('`'))
      out += node.text;
    else
      out += ("`" + node.text + "`").str();
    return;
  case Kind::String: out += quoteJson(node.text); return;
  case Kind::Regex: out += ("/" + node.text + "/" + node.flags).str(); return;
  case Kind::Variable: out += ("$" + node.text).str(); return;
  case Kind::Number:
  case Kind::Wildcard:
  case Kind::Descendants:
  case Kind::Parent:
  case Kind::Placeholder: out += node.text; return;
  case Kind::Negate: out += '-'; return print(*node.lhs);
  case Kind::Array: return printList('[', node.items, ", ", ']');
  case Kind::Object: return printPairs(node);
  case Kind::Block: return printList('(', node.items, "; ", ')');
  case Kind::Lambda: return printLambda(node);
  case Kind::Transform: return printTransform(node);
  default: llvm_unreachable("continues its left operand");
  }
}

void Printer::printAfterLeft(const Node &node) {
  switch (node.kind) {
  case Kind::Binary: return printBinary(node);
  case Kind::Bind: out += " := "; return print(*node.rhs);
  case Kind::Condition:
    out += " ? ";
    print(*node.rhs);
    if (node.third) {
      out += " : ";
      print(*node.third);
    }
    return;
  case Kind::Range: out += ".."; return print(*node.rhs);
  case Kind::Predicate: return printList('[', node.rhs, "", ']');
  case Kind::KeepArray: out += "[]"; return;
  case Kind::Group: return printPairs(node);
  case Kind::Sort: return printTerms(node);
  case Kind::Focus: out += ("@$" + node.text).str(); return;
  case Kind::Index: out += ("#$" + node.text).str(); return;
  case Kind::Call: return printList('(', node.items, ", ", ')');
  default: llvm_unreachable("an operand");
  }
}

void Printer::printBinary(const Node &node) {
  if (node.op != Operator::Map) {
    out += (" " + spelling(node.op) + " ").str();
  } else {
    if (llvm::isDigit(out.back())) // 1 .2 is a path, and 1.2 is not
      out += ' ';
    out += '.';
  }
  print(*node.rhs);
}

/// A signature as its tokens gave it. Where it holds what is no token of a usual signature, it is written as one string
/// token between the brackets, whose value is the same text.
static std::string printedSignature(llvm::StringRef signature) {
  llvm::StringRef inside = signature.drop_front().drop_back();
  int open = 0;
  bool plain = llvm::all_of(inside, [&](char c) {
    open += c == '<' ? 1 : c == '>' ? -1 : 0;
    return open >= 0 && (llvm::isAlpha(c) || llvm::StringRef("<>()?+-:").contains(c));
  });
  return plain && open == 0 ? signature.str() : "<" + quoteJson(inside) + ">";
}

void Printer::printLambda(const Node &node) {
  out += "function";
  printList('(', node.items, ", ", ')');
  if (!node.text.empty())
    out += printedSignature(node.text);
  printList('{', node.lhs, "", '}');
}

void Printer::printTransform(const Node &node) {
  printList('|', node.lhs, "", '|');
  print(*node.rhs);
  if (node.third) {
    out += ", ";
    print(*node.third);
  }
  out += '|';
}

void Printer::printPairs(const Node &node) {
  out += '{';
  llvm::StringRef separator = "";
  for (const Pair &pair : node.pairs) {
    out += separator;
    print(*pair.key);
    out += ": ";
    print(*pair.value);
    separator = ", ";
  }
  out += '}';
}

void Printer::printTerms(const Node &node) {
  out += "^(";
  llvm::StringRef separator = "";
  for (const SortTerm &term : node.terms) {
    out += separator;
    out += term.descending ? ">" : "";
    print(*term.expression);
    separator = ", ";
  }
  out += ')';
}

void Printer::printList(char open, llvm::ArrayRef<const Node *> items, llvm::StringRef separator, char close) {
  out += open;
  for (const Node *item : items) {
    print(*item);
    if (item != items.back())
      out += separator;
  }
  out += close;
}

std::string aslc::jsonata::print(const Node &node) {
  Printer printer;
  printer.print(node);
  return std::move(printer.out);
}
