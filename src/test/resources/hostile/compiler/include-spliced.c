// vm 2: file not found
#inc\
lude "@SECRET@"
int main(void) { return 0; }
