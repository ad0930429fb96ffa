// vm 2: file not found
#import "@SECRET@"
int main(void) { return 0; }
