// A program of our own matcher: runtime/abi/RegexOps.def tells what the instructions do. Sets stand behind the instructions, each once.

#include "frontend/regex/Regex.h"

#include "runtime/abi/Regex.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

using namespace llvm;
using namespace aslc::regex;
using aslrt::RegexOp;

namespace {

class ProgramWriter {
public:
  std::vector<uint32_t> write(const Pattern &pattern);

private:
  uint32_t here() const { return uint32_t(words.size()); }
  /// Writes an instruction and returns the place of its last operand, which a target known later is for.
  uint32_t emit(RegexOp op, std::initializer_list<uint32_t> operands, uint32_t flags = 0) {
    words.push_back(uint32_t(op) | flags);
    words.insert(words.end(), operands);
    return here() - 1;
  }
  uint32_t newRegisters() { return std::exchange(registers, registers + 2); }
  /// Writes an op whose first operand is a set.
  void emitSet(RegexOp op, const CharSet &set, ArrayRef<uint32_t> operands);

  void node(const Node &node);
  void sequence(const Node &node);
  void alternation(const Node &node);
  void quantifier(const Node &node);
  void lookaround(const Node &node);
  void assertion(const Node &node);
  uint32_t direction() const { return backwards ? aslrt::Backwards : 0; }

  std::vector<uint32_t> words{0};
  uint32_t registers = 0;
  bool backwards = false, ignoreCase = false;
  std::map<std::vector<uint32_t>, std::vector<uint32_t>> sets; // as words: the places that refer to them
};

} // namespace

void ProgramWriter::emitSet(RegexOp op, const CharSet &set, ArrayRef<uint32_t> operands) {
  std::vector<uint32_t> content{uint32_t(set.ranges().size())};
  for (CharSet::Range range : set.ranges())
    content.push_back(range.first | uint32_t(range.last) << 16);
  uint32_t place = emit(op, {0}, direction());
  sets[std::move(content)].push_back(place);
  words.insert(words.end(), operands.begin(), operands.end());
}

/// Inside a lookbehind everything is matched from right to left.
void ProgramWriter::sequence(const Node &node) {
  auto children = ArrayRef(node.children);
  for (size_t i = 0; i < children.size(); ++i)
    this->node(*children[backwards ? children.size() - 1 - i : i]);
}

void ProgramWriter::alternation(const Node &node) {
  SmallVector<uint32_t> ends;
  for (const Node *child : drop_end(node.children)) {
    uint32_t next = emit(RegexOp::Fork, {0});
    this->node(*child);
    ends.push_back(emit(RegexOp::Jump, {0}));
    words[next] = here();
  }
  this->node(*node.children.back());
  for (uint32_t end : ends)
    words[end] = here();
}

void ProgramWriter::quantifier(const Node &node) {
  const Node &body = node.child();
  if (node.max == 0)
    return;
  if (body.kind == Node::Set)
    return emitSet(node.greedy ? RegexOp::Greedy : RegexOp::Lazy, body.set, {node.min, node.max});
  uint32_t counter = newRegisters();
  emit(RegexOp::LoopStart, {counter});
  uint32_t loop = here();
  uint32_t after = emit(node.greedy ? RegexOp::LoopGreedy : RegexOp::LoopLazy, {counter, node.min, node.max, 0});
  emit(RegexOp::LoopEnter, {counter});
  if (node.firstGroup != node.endGroup)
    emit(RegexOp::Clear, {2 * node.firstGroup, 2 * node.endGroup - 1});
  this->node(body);
  emit(RegexOp::LoopEnd, {counter, node.min, loop});
  words[after] = here();
}

void ProgramWriter::lookaround(const Node &node) {
  bool outer = std::exchange(backwards, node.behind);
  uint32_t state = newRegisters();
  uint32_t after = node.negative ? emit(RegexOp::Not, {state, 0}) : emit(RegexOp::Ahead, {state});
  this->node(node.child());
  emit(node.negative ? RegexOp::NotEnd : RegexOp::AheadEnd, {state});
  if (node.negative)
    words[after] = here();
  backwards = outer;
}

void ProgramWriter::assertion(const Node &node) {
  static constexpr RegexOp ops[] = {RegexOp::InputStart, RegexOp::InputEnd, RegexOp::LineStart,
                                    RegexOp::LineEnd,    RegexOp::WordEdge, RegexOp::NoWordEdge};
  emit(ops[node.assertion], {});
}

void ProgramWriter::node(const Node &node) {
  switch (node.kind) {
  case Node::Set: {
    ArrayRef<CharSet::Range> ranges = node.set.ranges();
    if (ranges.empty())
      emit(RegexOp::Fail, {});
    else if (ranges.size() == 1 && ranges[0].first == ranges[0].last)
      emit(RegexOp::Unit, {ranges[0].first}, direction());
    else
      emitSet(RegexOp::Set, node.set, {});
    return;
  }
  case Node::Sequence:
    return sequence(node);
  case Node::Alternation:
    return alternation(node);
  case Node::Capture:
    emit(RegexOp::Save, {2 * node.number + backwards});
    this->node(node.child());
    emit(RegexOp::Save, {2 * node.number + !backwards});
    return;
  case Node::Quantifier:
    return quantifier(node);
  case Node::Lookaround:
    return lookaround(node);
  case Node::Assertion:
    return assertion(node);
  case Node::BackReference:
    emit(RegexOp::BackReference, {node.number}, direction() | (ignoreCase ? aslrt::Folded : 0));
    return;
  }
}

std::vector<uint32_t> ProgramWriter::write(const Pattern &pattern) {
  ignoreCase = pattern.ignoreCase;
  node(*pattern.root);
  emit(RegexOp::Match, {});
  for (const auto &[content, places] : sets) {
    for (uint32_t place : places)
      words[place] = here();
    words.insert(words.end(), content.begin(), content.end());
  }
  words[0] = registers;
  return std::move(words);
}

std::vector<uint32_t> aslc::regex::writeProgram(const Pattern &pattern) { return ProgramWriter().write(pattern); }
