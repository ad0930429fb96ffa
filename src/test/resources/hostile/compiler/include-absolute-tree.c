// tree 2: file not found
#include "@SECRET@"
