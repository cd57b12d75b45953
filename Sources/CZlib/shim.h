#pragma once
// Deflate and checksums, for .npz archives and PNG pictures.
#include <zlib.h>
