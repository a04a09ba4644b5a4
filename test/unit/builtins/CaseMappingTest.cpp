#include "Calls.h"

#include <gtest/gtest.h>

CALLS(CaseMapping, Uppercase,
      {"uppercase", R"("azAZ09{`@ [")", R"("AZAZ09{`@ [")"},
      {"uppercase", R"("stra\u00dfe")", R"("STRASSE")"},
      {"uppercase", R"("\ufb03 \u0390 \u01c6 \u0149")", "\"FFI \u0399\u0308\u0301 \u01c4 \u02bcN\""},
      {"uppercase", R"("\u0101\u0100\u00ff\u00b5")", R"("ĀĀŸΜ")"},
      {"uppercase", R"("\ud801\udc28\ud83d\ude00\ud83d")", R"("𐐀😀\ud83d")"},
      {"uppercase", "", R"("ABC")", R"("abc")"},
      {"uppercase", "@undefined", "undefined"});

CALLS(CaseMapping, Lowercase,
      {"lowercase", R"("AZaz09[` {@")", R"("azaz09[` {@")"},
      {"lowercase", R"("\u0130I\u00c4\u1e9e")", "\"i\u0307iäß\""},
      {"lowercase", R"("\ud801\udc00")", R"("𐐨")"},
      {"lowercase", R"("\u212a\u2126")", R"("kω")"},
      {"lowercase", "@undefined", "undefined"});

CALLS(CaseMapping, FinalSigma,
      {"lowercase", R"("\u039f\u03a3")", R"("ος")"},
      {"lowercase", R"("\u03a3")", R"("σ")"},
      {"lowercase", R"("\u03a3\u03a3")", R"("σς")"},
      {"lowercase", R"("\u0391\u03a3\u0391 \u0391\u03a3.")", R"("ασα ας.")"},
      {"lowercase", R"("A.\u03a3 A.\u03a3.B 1\u03a3")", R"("a.ς a.σ.b 1σ")"});
