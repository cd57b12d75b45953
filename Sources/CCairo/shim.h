#pragma once
#include <cairo.h>
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <zlib.h>

// FreeType's flags are macros that Swift does not see.
static const FT_Int32 mlnb_load_unscaled = FT_LOAD_NO_SCALE;
static const int mlnb_load_unhinted = FT_LOAD_NO_HINTING;
