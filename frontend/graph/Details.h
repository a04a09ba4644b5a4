// Texts about states and rules. Internal to this folder.
#pragma once

#include "frontend/graph/Graph.h"

namespace aslc::graph {

/// What a state does, short: the service of a task, the time of a wait, the error of a failure.
std::string detailOf(const asl::State &state);
/// All that there is to say of a state, in lines.
std::string describeState(const asl::State &state);

/// The test of a choice rule, whole: an expression as written, or operators as people write them
/// (`$.x > 5 and not ($.y is null)`). "" if it has none.
std::string conditionOf(const asl::ChoiceRule &rule);
/// An expression without its comments (/* ... */), for where there is little room.
std::string withoutComments(llvm::StringRef expression);

/// Text of a value: a string without its quotes and `{% %}`, else JSON.
std::string textOf(const document::Node &node);

} // namespace aslc::graph
