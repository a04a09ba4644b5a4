// Whose JSONata an expression is written in.
#pragma once

#include <cstdint>
#include <string_view>

namespace aslrt {

/// Aws: 2.0.6 as Step Functions runs it. Jsonata: 2.2, the reference.
enum class Dialect : uint32_t { Aws, Jsonata };

/// As --dialect spells it.
constexpr std::string_view dialectName(Dialect dialect) { return dialect == Dialect::Aws ? "aws" : "jsonata"; }

/// The column Availability of Builtins.def.
enum class Origin : uint8_t { Jsonata, StepFunctions };
/// Whether a function of that origin exists in the dialect.
constexpr bool isAvailable(Origin origin, Dialect dialect) {
  return origin == Origin::Jsonata || dialect == Dialect::Aws;
}

} // namespace aslrt
