#include "frontend/sema/Results.h"

#include "frontend/asl/Validate.h"

#include <cmath>

using namespace llvm;
using namespace aslc::jsonata;

namespace aslc::sema {

static CertainType typeOfBinary(const Term &term) {
  switch (term.op) {
  case Operator::Add:
  case Operator::Subtract:
  case Operator::Multiply:
  case Operator::Divide:
  case Operator::Modulo:
    return {NumberType};
  case Operator::Less:
  case Operator::LessEqual:
  case Operator::Greater:
  case Operator::GreaterEqual:
    return {BooleanType};
  case Operator::Equal:
  case Operator::NotEqual:
  case Operator::And:
  case Operator::Or:
  case Operator::In:
    return {BooleanType, true};
  case Operator::Concat:
    return {StringType, true};
  default:
    return {};
  }
}

static CertainType typeOfCondition(const Term &term) {
  CertainType then = certainType(*term.rhs);
  if (!term.third)
    return {then.type};
  CertainType otherwise = certainType(*term.third);
  if (then.type != otherwise.type)
    return {};
  return {then.type, then.defined && otherwise.defined};
}

/// Goes down no left operands: chains of them may be of any length.
CertainType certainType(const Term &term) {
  if (!term.stages.empty() || !term.predicates.empty() || term.group || term.keepArray)
    return {};
  switch (term.kind) {
  case Kind::Null:
    return {NullType, true};
  case Kind::Boolean:
    return {BooleanType, true};
  case Kind::Number:
    return {NumberType, true};
  case Kind::String:
    return {StringType, true};
  case Kind::Regex:
  case Kind::Lambda:
  case Kind::Transform:
    return {FunctionType, true};
  case Kind::Array:
    return {ArrayType, true};
  case Kind::Object:
    return {ObjectType, true};
  case Kind::Negate:
    return {NumberType};
  case Kind::Binary:
    return typeOfBinary(term);
  case Kind::Condition:
    return typeOfCondition(term);
  case Kind::Bind:
    return certainType(*term.rhs);
  case Kind::Block:
    return term.items.empty() ? CertainType() : certainType(*term.items.back());
  default:
    return {};
  }
}

/// The literal that a term is, inside any parentheses; or null.
static const Term *literal(const Term &term) {
  const Term *inner = &term;
  while (inner->kind == Kind::Block && inner->items.size() == 1 && inner->predicates.empty() && !inner->group)
    inner = inner->items.front();
  bool plain = inner->predicates.empty() && !inner->group && !inner->keepArray;
  bool is = inner->kind == Kind::Number || inner->kind == Kind::String || inner->kind == Kind::Boolean ||
            inner->kind == Kind::Null;
  return plain && is ? inner : nullptr;
}

static std::optional<bool> constantEquality(const Term &term) {
  const Term *left = literal(*term.lhs), *right = literal(*term.rhs);
  if (!left || !right)
    return std::nullopt;
  bool equal = left->kind == right->kind && left->boolean == right->boolean && left->number == right->number &&
               (left->kind != Kind::String || left->text == right->text);
  return equal == (term.op == Operator::Equal);
}

std::optional<bool> constantCondition(const Term &term) {
  if (const Term *value = literal(term))
    return value->kind == Kind::Boolean ? std::optional(value->boolean) : std::nullopt;
  if (term.kind == Kind::Binary && (term.op == Operator::Equal || term.op == Operator::NotEqual) &&
      term.predicates.empty() && !term.group)
    return constantEquality(term);
  return std::nullopt;
}

//===--- Fields ---===//

/// Types that a field takes; anything for payloads, whose results must only be JSON.
static TypeMask typesOf(asl::Kind kind) {
  switch (kind) {
  case asl::Kind::Boolean:
    return BooleanType;
  case asl::Kind::Integer:
  case asl::Kind::Number:
    return NumberType;
  case asl::Kind::String:
  case asl::Kind::Timestamp:
    return StringType;
  case asl::Kind::Collection:
    return ArrayType | ObjectType;
  case asl::Kind::PayloadObject:
    return ObjectType;
  default:
    return anyType & ~FunctionType;
  }
}

static std::string describeWanted(TypeMask wanted) {
  return wanted == (anyType & ~FunctionType) ? "a JSON value" : describe(wanted);
}

/// What a constant must be and is not; "" if it fits.
static std::string faultOf(const asl::FieldInfo &field, const Term &value) {
  const asl::Limit &limit = field.limit;
  auto text = [](double bound) { return std::to_string(int64_t(bound)); }; // all bounds are integers
  if (value.kind == Kind::String)
    return field.kind != asl::Kind::Timestamp || asl::isTimestamp(value.text) ? "" : "an RFC 3339 timestamp";
  if (value.kind != Kind::Number || typesOf(field.kind) != NumberType)
    return "";
  if (field.kind == asl::Kind::Integer && value.number != std::floor(value.number))
    return "an integer";
  if (value.number >= limit.min && value.number <= limit.max)
    return "";
  return limit.boundedAbove() ? "between " + text(limit.min) + " and " + text(limit.max)
                              : "at least " + text(limit.min);
}

void checkResult(asl::Field id, llvm::StringRef name, const Term &root, const Reporter &reporter) {
  const asl::FieldInfo &field = asl::info(id);
  TypeMask wanted = typesOf(field.kind);
  CertainType certain = certainType(root);
  if (certain.type && !(*certain.type & wanted)) {
    reporter.report(DiagId::WrongResult, root.range, describe(*certain.type), name, describeWanted(wanted));
    return;
  }
  const Term *value = literal(root);
  if (std::string fault = value ? faultOf(field, *value) : ""; !fault.empty())
    reporter.report(DiagId::WrongResult, value->range, reporter.spelled(value->range), name, fault);
}

} // namespace aslc::sema
