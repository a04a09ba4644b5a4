// Both trees as indented text. They share their kinds, so one table names them; what differs is what a node carries.
#include "frontend/jsonata/Paths.h"
#include "frontend/jsonata/Text.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace aslc::jsonata;

static llvm::StringRef name(Operator op) {
  static constexpr llvm::StringLiteral names[] = {"map",     "add",           "subtract",  "multiply", "divide",
                                                  "modulo",  "equal",         "not-equal", "less",     "less-equal",
                                                  "greater", "greater-equal", "concat",    "and",      "or",
                                                  "in",      "chain",         "coalesce",  "default"};
  static_assert(std::size(names) == static_cast<size_t>(Operator::Default) + 1);
  return names[static_cast<size_t>(op)];
}

static llvm::StringRef name(Kind kind) {
  static constexpr llvm::StringLiteral names[] = {
      "null",        "boolean",    "number",      "string",    "regex",  "name",  "variable",  "wildcard",
      "descendants", "parent",     "placeholder", "binary",    "negate", "bind",  "condition", "range",
      "predicate",   "keep-array", "group",       "sort",      "focus",  "index", "array",     "object",
      "block",       "lambda",     "call",        "transform", "path"};
  static_assert(std::size(names) == static_cast<size_t>(Kind::Path) + 1);
  return names[static_cast<size_t>(kind)];
}

/// The kind and the text of a node of either tree.
template <typename T> static void dumpKind(const T &node, llvm::raw_ostream &out) {
  switch (node.kind) {
  case Kind::Binary: out << name(node.op); return;
  case Kind::Boolean: out << (node.boolean ? "boolean true" : "boolean false"); return;
  case Kind::Number: out << "number " << numberText(node.number); return;
  case Kind::Lambda:
    out << name(node.kind);
    for (const auto *parameter : node.items)
      out << " $" << parameter->text;
    if (!node.text.empty())
      out << ' ' << quoteJson(node.text);
    return;
  case Kind::Name:
  case Kind::Variable:
  case Kind::String:
  case Kind::Focus:
  case Kind::Index: out << name(node.kind) << ' ' << quoteJson(node.text); return;
  case Kind::Regex:
    out << "regex " << quoteJson(node.text);
    if (!node.flags.empty())
      out << ' ' << node.flags;
    return;
  default: out << name(node.kind);
  }
}

namespace {
/// Prints either tree; N is Node or Term.
template <typename N> class Dumper {
public:
  explicit Dumper(llvm::raw_ostream &out) : out(out) {}

  void dump(const N &node, unsigned indent) {
    llvm::SmallVector<const N *> spine;
    const N *operand = &node;
    for (; operand->lhs && continuesLeft(operand->kind); operand = operand->lhs) // a Sort that is a step has no lhs
      spine.push_back(operand);
    dumpHead(*operand, indent);
    if (operand->lhs)
      dump(*operand->lhs, indent + 1);
    dumpParts(*operand, indent + 1);
    for (const N *op : llvm::reverse(spine)) {
      dumpHead(*op, indent + 1);
      dumpParts(*op, indent + 2);
    }
  }

private:
  llvm::raw_ostream &line(unsigned indent) { return out.indent(2 * indent); }
  void end(Range range) { out << ' ' << range.begin << '-' << range.end << '\n'; }

  void dumpHead(const N &node, unsigned indent) {
    dumpKind(node, line(indent));
    dumpMarks(node);
    end(node.range);
  }

  /// All that a node has beside its left operand.
  void dumpParts(const N &node, unsigned indent) {
    for (const N *part : {node.rhs, node.third})
      if (part)
        dump(*part, indent);
    if (node.kind != Kind::Lambda) // whose parameters stand in its line
      for (const N *item : node.items)
        dump(*item, indent);
    dumpPairs(node.pairs, indent);
    for (const auto &term : node.terms) {
      line(indent) << (term.descending ? "descending\n" : "ascending\n");
      dump(*term.expression, indent + 1);
    }
    dumpPostfixes(node, indent);
  }

  template <typename P> void dumpPairs(llvm::ArrayRef<P> pairs, unsigned indent) {
    for (const P &pair : pairs) {
      line(indent) << "pair\n";
      dump(*pair.key, indent + 1);
      dump(*pair.value, indent + 1);
    }
  }

  void dumpMarks(const Node &node) {}
  void dumpPostfixes(const Node &node, unsigned indent) {}

  void dumpMarks(const Term &term) {
    if (term.kind == Kind::Parent)
      out << " !" << term.parent;
    if (!term.focus.empty())
      out << " @" << quoteJson(term.focus);
    if (!term.index.empty())
      out << " #" << quoteJson(term.index);
    if (term.ancestor)
      out << " binds !" << *term.ancestor;
    constexpr std::pair<bool Term::*, llvm::StringLiteral> flags[] = {{&Term::tuple, " tuple"},
                                                                      {&Term::cons, " cons"},
                                                                      {&Term::keepArray, " keep-array"},
                                                                      {&Term::keepSequence, " keep-sequence"}};
    for (auto [flag, text] : flags)
      if (term.*flag)
        out << text;
  }

  void dumpPostfixes(const Term &term, unsigned indent) {
    for (const Stage &stage : term.stages) {
      if (stage.kind == Stage::Index) {
        line(indent) << "stage index " << quoteJson(stage.variable) << '\n';
        continue;
      }
      line(indent) << "stage filter\n";
      dump(*stage.predicate, indent + 1);
    }
    for (const Term *predicate : term.predicates) {
      line(indent) << "predicate\n";
      dump(*predicate, indent + 1);
    }
    if (term.group) {
      line(indent) << "group\n";
      dumpPairs(*term.group, indent + 1);
    }
  }

  llvm::raw_ostream &out;
};
} // namespace

void aslc::jsonata::dump(const Node &node, llvm::raw_ostream &out, unsigned indent) {
  Dumper<Node>(out).dump(node, indent);
}
void aslc::jsonata::dump(const Term &term, llvm::raw_ostream &out, unsigned indent) {
  Dumper<Term>(out).dump(term, indent);
}
