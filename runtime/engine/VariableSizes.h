// How much text variables take, while that is bounded (--max-variables).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace aslrt {

/// Of what an activation has assigned, which lives as long as it does.
class VariableSizes {
public:
  /// Of a variable: bytes; 0 as long as it is not assigned.
  uint64_t &operator[](std::string_view name) {
    for (Variable &variable : variables)
      if (variable.name == name)
        return variable.size;
    return variables.emplace_back(Variable{name, 0}).size;
  }
  uint64_t total = 0;

private:
  struct Variable {
    std::string_view name; // of the program
    uint64_t size;
  };
  std::vector<Variable> variables;
};

} // namespace aslrt
