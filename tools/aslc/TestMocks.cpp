#include "TestMocks.h"

#include "llvm/Support/FileSystem.h"

using namespace aslc;
using document::Node;

static std::string_view view(llvm::StringRef text) { return {text.data(), text.size()}; }

void TestMocks::addStates(const asl::Machine &machine) {
  for (const auto &state : machine.states) {
    // The two enums have the same order, as the compiler's own tables rely on
    states.push_back({{state->name.data(), state->name.size()}, aslrt::StateType(state->type), 0});
    for (const auto &branch : state->branches)
      addStates(*branch);
  }
}

/// The place of the last of these keys that the node has.
static SourceRange placeIn(const Node &node, llvm::ArrayRef<std::string> keys) {
  SourceRange place = node.range;
  const Node *at = &node;
  for (const std::string &key : keys) {
    const document::Member *member = at->findMember(key);
    if (!member)
      break;
    place = member->keyRange;
    at = member->value.get();
  }
  return place;
}

std::string TestMocks::inlined(const Node &mocks) {
  std::string names;
  for (const document::Member &member : mocks.members) {
    Node name;
    name.kind = document::Kind::String;
    name.string = member.key;
    std::string text = document::toJson(name);
    names += (names.empty() ? "" : ",") + text + ':' + text;
  }
  std::string file = R"({"StateMachines":{"workflow":{"TestCases":{"case":{)" + names + R"(}}}},"MockedResponses":)" +
                     document::toJson(mocks) + '}';
  try {
    aslrt::readMocks(file, choice());
  } catch (const aslrt::MockError &error) {
    // The state follows upon StateMachines, workflow, TestCases, case; or upon MockedResponses
    llvm::ArrayRef<std::string> keys(error.path);
    size_t outer = !keys.empty() && keys[0] == "StateMachines" ? 4 : 1;
    session.diagnostics.report(DiagId::BadMocks, placeIn(mocks, keys.drop_front(std::min(outer, keys.size()))), error.message);
  }
  return file;
}

void TestMocks::check(const TestCase &test, SourceRange named) {
  auto [known, fresh] = files.try_emplace(test.mockFile);
  if (fresh && llvm::sys::fs::access(test.mockFile, llvm::sys::fs::AccessMode::Exist))
    session.diagnostics.report(DiagId::CannotRead, named, test.mockFile, "No such file or directory");
  else if (fresh)
    known->second = session.open(test.mockFile);
  FileId file = known->second;
  if (!file.valid())
    return;
  llvm::StringRef text = session.sources.text(file);
  aslrt::MockChoice chosen = choice();
  if (!test.testCase.empty())
    chosen.testCase = test.testCase;
  if (!test.stateMachine.empty())
    chosen.machine = test.stateMachine;
  try {
    aslrt::readMocks(view(text), chosen);
  } catch (const aslrt::MockError &error) {
    uint32_t begin = uint32_t(std::min<size_t>(error.offset, text.size()));
    size_t width = error.path.empty() || !text.substr(begin + 1).starts_with(error.path.back()) ? 1 : error.path.back().size() + 2;
    uint32_t end = uint32_t(std::min<size_t>(begin + width, text.size()));
    session.diagnostics.report(DiagId::BadMocks, {file, begin, end}, error.message).note("asked for here", named);
  }
}
