// The fonts that charts are set in, as bytes: see assets/fonts.
#pragma once
#include <stddef.h>

extern const size_t mlnb_dejavu_sans_size;
extern const size_t mlnb_dejavu_sans_oblique_size;

// Functions, because Swift would import an array of unknown length as its first byte.
const unsigned char *mlnb_dejavu_sans_address(void);
const unsigned char *mlnb_dejavu_sans_oblique_address(void);
