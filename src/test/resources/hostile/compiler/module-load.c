// vm 2: module 'std' not found
#pragma clang module load std
int main(void) { return 0; }
