// vm 2: module 'std' not found
#pragma clang module import std
int main(void) { return 0; }
