// The one place where stb_image is compiled. It opens no files: bytes come to it through stb_reader. JPEG and
// PNM have readers of their own, and what nobody calls cannot be attacked.
#define STBI_NO_STDIO
#define STBI_NO_JPEG
#define STBI_NO_PNM
#define STB_IMAGE_IMPLEMENTATION
#include <stb_image.h>
