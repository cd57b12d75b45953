// `#embed` puts the files into read-only data: nothing is generated, nothing is searched for at run
// time, and the pages are mapped only when a chart draws text.
#include "CDejaVu.h"

static const unsigned char sans[] = {
#embed "../../assets/fonts/DejaVuSans.ttf"
};

static const unsigned char oblique[] = {
#embed "../../assets/fonts/DejaVuSans-Oblique.ttf"
};

const size_t mlnb_dejavu_sans_size = sizeof sans;
const size_t mlnb_dejavu_sans_oblique_size = sizeof oblique;

const unsigned char *mlnb_dejavu_sans_address(void) { return sans; }
const unsigned char *mlnb_dejavu_sans_oblique_address(void) { return oblique; }
