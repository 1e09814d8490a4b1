package rexray.volume;

/** What a blank volume is formatted with. */
record NewFileSystem(FileSystemType type, MkfsOptions options) {
    static NewFileSystem of(FileSystemType type) {
        return new NewFileSystem(type, MkfsOptions.NONE);
    }
}
