// tree 2: file not found
const char text[] = {
#embed "@SECRET@"
};
