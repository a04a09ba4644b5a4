// $hash, with libmd (BSD): 15 KB in a static executable, where OpenSSL's low-level functions, deprecated, take 72 KB
// and run cpuid at every start.
#include "runtime/builtins/Hash.h"
#include "runtime/builtins/Text.h"

#include <md5.h>
#include <sha1.h>
#include <sha2.h>

#include <algorithm>
#include <iterator>

namespace aslrt {
namespace {

using Digest = uint8_t[SHA512_DIGEST_LENGTH];

template <typename State, void (*Init)(State *), void (*Update)(State *, const uint8_t *, size_t),
          void (*Final)(uint8_t *, State *)>
void digestWith(std::string_view text, uint8_t *digest) {
  State state;
  Init(&state);
  Update(&state, reinterpret_cast<const uint8_t *>(text.data()), text.size());
  Final(digest, &state);
}

struct Algorithm {
  std::string_view name;
  size_t size; // bytes of the digest
  void (*digest)(std::string_view text, uint8_t *digest);
};
constexpr Algorithm algorithms[] = {
    {"MD5", MD5_DIGEST_LENGTH, digestWith<MD5_CTX, MD5Init, MD5Update, MD5Final>},
    {"SHA-1", SHA1_DIGEST_LENGTH, digestWith<SHA1_CTX, SHA1Init, SHA1Update, SHA1Final>},
    {"SHA-256", SHA256_DIGEST_LENGTH, digestWith<SHA2_CTX, SHA256Init, SHA256Update, SHA256Final>},
    {"SHA-384", SHA384_DIGEST_LENGTH, digestWith<SHA2_CTX, SHA384Init, SHA384Update, SHA384Final>},
    {"SHA-512", SHA512_DIGEST_LENGTH, digestWith<SHA2_CTX, SHA512Init, SHA512Update, SHA512Final>},
};

} // namespace

Value hexDigest(Context *c, std::string_view bytes, std::string_view name) {
  auto algorithm = std::ranges::find(algorithms, name, &Algorithm::name);
  if (algorithm == std::end(algorithms))
    return undefinedValue();
  Digest digest;
  algorithm->digest(bytes, digest);
  auto *hex = static_cast<char *>(allocate(c, algorithm->size * 2));
  for (size_t i = 0; i < algorithm->size * 2; ++i)
    hex[i] = "0123456789abcdef"[digest[i / 2] >> (i % 2 ? 0 : 4) & 15];
  return stringAt(hex, algorithm->size * 2, Ascii);
}

Value aslrt_fn_Hash(Context *c, uint32_t position, Value text, Value name) {
  if (isUndefined(text))
    return text;
  Value digest = isUndefined(name) ? name : hexDigest(c, toUtf8(text), name.string());
  if (isUndefined(digest))
    raiseMessage(c, position,
                 "The second argument of the hash function must be one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512");
  return digest;
}

} // namespace aslrt
