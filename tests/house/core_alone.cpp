/// Links every object of the core and of the models with the libraries of the core alone: if one of them called the
/// sweep, the results or a command, this would not link.
int main() {}
