// Keeps the dynamic loader (66 KB) out: a static executable loads nothing, but glibc prepares for dlopen when it starts.
#include <cstddef>
#include <cstdint>
#include <elf.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

extern "C" {

/// The folders that dlopen would search.
void _dl_init_paths() {}

/// What $ORIGIN stands for in them: unknown.
const char *_dl_get_origin() { return reinterpret_cast<const char *>(-1); }

/// Makes what only relocation writes read-only. glibc has this in the file that relocates libraries. There is
/// one object, linked to where it lies.
void _dl_protect_relro(void *) {
  auto *header = reinterpret_cast<const Elf64_Phdr *>(getauxval(AT_PHDR));
  size_t page = getauxval(AT_PAGESZ);
  for (auto *end = header + getauxval(AT_PHNUM); header != end; ++header) {
    if (header->p_type != PT_GNU_RELRO)
      continue;
    uintptr_t from = header->p_vaddr & -page, to = (header->p_vaddr + header->p_memsz) & -page;
    if (from < to && mprotect(reinterpret_cast<void *>(from), to - from, PROT_READ) != 0)
      _exit(127); // as glibc
  }
}
}
