package rexray;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The files of this machine, with a word to somebody before and after each change, and maybe before each sync. */
final class WatchedFiles extends FileSystemProvider {
    private final Consumer<String> watcher;
    private final Consumer<String> syncs;
    private final FileSystemProvider real = Path.of("/").getFileSystem().provider();
    private final FileSystem fileSystem;

    WatchedFiles(Consumer<String> watcher) {
        this(watcher, _ -> {});
    }

    /** @param syncs is told of each file and directory that is made durable */
    WatchedFiles(Consumer<String> watcher, Consumer<String> syncs) {
        this.watcher = watcher;
        this.syncs = syncs;
        // Of the file system, only the provider is asked for.
        this.fileSystem = new ProviderOnly(this);
    }

    /** The same path; what is changed through it, or what it resolves to, is watched. */
    Path watched(Path path) {
        return (Path) Proxy.newProxyInstance(Path.class.getClassLoader(), new Class<?>[]{Path.class},
                new WatchedPath(path));
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        if (!options.contains(StandardOpenOption.WRITE)) {
            FileChannel read = real.newFileChannel(plain(path), options, attributes);
            return new SyncedChannel(read, () -> syncs.accept("syncing the directory " + path.getFileName()));
        }
        FileChannel written = watch("writing", path, () -> real.newFileChannel(plain(path), options, attributes));
        return new SyncedChannel(written, () -> syncs.accept("syncing" + noteOf(path)));
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
        real.createDirectory(plain(path), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        watch("deleting", path, () -> {
            real.delete(plain(path));
            return path;
        });
    }

    @Override
    public boolean deleteIfExists(Path path) throws IOException {
        return watch("deleting", path, () -> real.deleteIfExists(plain(path)));
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        watch("renaming to", target, () -> {
            real.move(plain(source), plain(target), options);
            return target;
        });
    }

    private <T> T watch(String act, Path path, Change<T> change) throws IOException {
        String what = act + noteOf(path);
        watcher.accept("before " + what);
        T result = change.make();
        watcher.accept("after " + what);
        return result;
    }

    /** A volume's id is another one each time. */
    private static String noteOf(Path path) {
        Path parent = plain(path).getParent();
        return " a note of " + (parent == null ? path : parent.getFileName());
    }

    private interface Change<T> {
        T make() throws IOException;
    }

    private static Path plain(Path path) {
        return Proxy.isProxyClass(path.getClass()) && Proxy.getInvocationHandler(path) instanceof WatchedPath watched
                ? watched.plain
                : path;
    }

    private final class WatchedPath implements InvocationHandler {
        private final Path plain;

        WatchedPath(Path plain) {
            this.plain = plain;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (method.getName().equals("getFileSystem")) {
                return fileSystem;
            }
            @Nullable
            Object[] plainArguments = arguments == null ? new Object[0] : arguments.clone();
            for (int i = 0; i < plainArguments.length; i++) {
                if (plainArguments[i] instanceof Path path) {
                    plainArguments[i] = plain(path);
                }
            }
            try {
                Object result = method.invoke(plain, plainArguments);
                return result instanceof Path path ? watched(path) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    // What only reads goes straight through.

    @Override
    public SeekableByteChannel newByteChannel(Path path, Set<? extends OpenOption> options,
            FileAttribute<?>... attributes) throws IOException {
        return real.newByteChannel(plain(path), options, attributes);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return real.newDirectoryStream(plain(directory), filter);
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return real.isSameFile(plain(one), plain(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(plain(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(plain(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(plain(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(Path path, Class<V> type,
            LinkOption... options) {
        return real.getFileAttributeView(plain(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(plain(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(plain(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, @Nullable Object value, LinkOption... options)
            throws IOException {
        real.setAttribute(plain(path), attribute, value, options);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        throw new UnsupportedOperationException("copy");
    }

    @Override
    public String getScheme() {
        return "watched";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        return fileSystem;
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("getPath");
    }
}
