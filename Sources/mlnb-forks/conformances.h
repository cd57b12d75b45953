/// Lets all runs of the program share which of its types conform to which of its protocols. To be called before the
/// first of them.
void remember_conformances(void);
