#include "Library.h"

#include "codegen/Embedded.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace aslc;

static std::string identifierOf(llvm::StringRef name) {
  std::string result;
  for (char c : name)
    result += llvm::isAlnum(c) ? c : '_';
  if (result.empty() || llvm::isDigit(result[0]))
    result.insert(0, "_");
  return result;
}

std::string aslc::entryOf(llvm::StringRef name) { return identifierOf(name) + "_program"; }

std::string aslc::headerBeside(llvm::StringRef library, llvm::StringRef name) {
  llvm::StringRef stem = llvm::sys::path::stem(library);
  stem.consume_front("lib");
  llvm::SmallString<128> path = llvm::sys::path::parent_path(library);
  llvm::sys::path::append(path, (stem.empty() ? name : stem) + ".h");
  return path.str().str();
}

std::string aslc::headerText(llvm::StringRef name, llvm::StringRef entry) {
  std::string guard = llvm::StringRef(entry).upper() + "_H";
  std::string shown;
  for (char c : name)
    shown += llvm::isPrint(c) && c != '*' ? c : '_'; // it stands in a comment
  std::string text = codegen::embedded::embedHeader().str();
  text += "\n#ifndef " + guard + "\n#define " + guard + "\n\n#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n/* The workflow " + shown +
          ", for aslc_engine_create. */\nconst aslc_program *" + entry.str() + "(void);\n\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
  return text;
}

static bool isIdentifier(llvm::StringRef name) { return !name.empty() && identifierOf(name) == name; }

int aslc::checkLibraryOptions(const Arguments &arguments) {
  bool library = arguments.get("emit", "exe") == "lib";
  for (const char *option : {"header", "entry"})
    if (!library && arguments.has(option))
      return complain("--" + std::string(option) + " is of use only with --emit=lib");
  if (!library)
    return 0;
  if (arguments.has("profile-generate"))
    return complain("--profile-generate does not go with --emit=lib", "profile an executable of the same definition");
  for (const char *option : {"handlers", "require-handlers"})
    if (arguments.has(option))
      return complain("--" + std::string(option) + " does not go with --emit=lib", "the program around a library answers its tasks");
  if (arguments.positional.size() > 1)
    return complain("a library takes no objects", "link them with the program around it");
  std::string output = arguments.get("output", "lib.a");
  llvm::StringRef suffix = llvm::sys::path::extension(output);
  if (suffix != ".a" && suffix != ".so")
    return complain("a library has a name that ends in '.a' (static) or '.so' (shared), not '" + output + "'");
  std::string entry = arguments.get("entry", "_");
  if (!isIdentifier(entry))
    return complain("--entry takes the name of a C function, not '" + entry + "'");
  return 0;
}
