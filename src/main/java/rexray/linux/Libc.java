package rexray.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/** The functions of the C library that Java does not offer, one method each. Nothing here can hang. */
@SuppressWarnings("restricted") // Native access is what this class is for; the launcher enables it.
final class Libc {
    /** {@code O_RDWR | O_CLOEXEC}. */
    private static final int READ_WRITE = 0x2 | 0x80000;
    /** {@code O_RDONLY | O_EXCL | O_CLOEXEC}. */
    private static final int READ_EXCLUSIVELY = 0x80 | 0x80000;

    private static final int AT_FDCWD = -100;
    private static final int STATX_BLOCKS = 0x400;
    private static final long STATX_SIZE = 256;
    private static final long STATX_OFFSET_OF_BLOCKS = 48;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(PathElement.groupElement("errno"));
    private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
    private static final Linker.Option THIRD_IS_VARIADIC = Linker.Option.firstVariadicArg(2);

    private static final MethodHandle OPEN = handle("open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), WITH_ERRNO, THIRD_IS_VARIADIC);
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), WITH_ERRNO);
    private static final MethodHandle IOCTL = handle("ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), WITH_ERRNO, THIRD_IS_VARIADIC);
    private static final MethodHandle MKNOD = handle("mknod",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG), WITH_ERRNO);
    private static final MethodHandle STATX = handle("statx",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS), WITH_ERRNO);
    private static final MethodHandle STRERROR = handle("strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private Libc() {}

    /** An open file descriptor. */
    record Descriptor(int number, Path path) implements AutoCloseable {
        /** {@code int ioctl(int fd, unsigned long op, ...)}; {@code name} is the operation's, for the message. */
        int ioctl(String name, long operation, MemorySegment argument) throws NativeException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CAPTURE);
                int result = (int) IOCTL.invokeExact(state, number, operation, argument);
                return checked(result, state, name + " of " + path);
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }

        /** {@code int close(int fd)}. */
        @Override
        public void close() throws NativeException {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment state = arena.allocate(CAPTURE);
                int result = (int) CLOSE.invokeExact(state, number);
                checked(result, state, "close of " + path);
            } catch (Throwable e) {
                throw rethrown(e);
            }
        }
    }

    /** {@code int open(const char *path, int flags, ...)}, for reading and writing. */
    static Descriptor open(Path path) throws NativeException {
        return open(path, READ_WRITE);
    }

    /**
     * {@code int open(const char *path, int flags, ...)} of a block device, for reading, as its only user: EBUSY while it
     * is mounted, in whichever mount namespace, or another exclusive user has it. For reading only, since udev looks at a
     * device again whenever somebody who could have written to it closes it.
     */
    static Descriptor openExclusively(Path device) throws NativeException {
        return open(device, READ_EXCLUSIVELY);
    }

    private static Descriptor open(Path path, int flags) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            MemorySegment name = arena.allocateFrom(path.toString());
            int result = (int) OPEN.invokeExact(state, name, flags);
            return new Descriptor(checked(result, state, "open of " + path), path);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /** {@code int mknod(const char *path, mode_t mode, dev_t dev)}. */
    static void mknod(Path path, int mode, long device) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            MemorySegment name = arena.allocateFrom(path.toString());
            int result = (int) MKNOD.invokeExact(state, name, mode, device);
            checked(result, state, "mknod of " + path);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    /**
     * {@code int statx(int dirfd, const char *path, int flags, unsigned mask, struct statx *buffer)}, of which we read how
     * many blocks of 512 bytes the file has. {@code struct statx} of {@code linux/stat.h} has 256 bytes on every machine.
     */
    static long blocks(Path path) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CAPTURE);
            MemorySegment name = arena.allocateFrom(path.toString());
            MemorySegment buffer = arena.allocate(STATX_SIZE, Long.BYTES);
            int result = (int) STATX.invokeExact(state, AT_FDCWD, name, 0, STATX_BLOCKS, buffer);
            checked(result, state, "statx of " + path);
            return buffer.get(JAVA_LONG, STATX_OFFSET_OF_BLOCKS);
        } catch (Throwable e) {
            throw rethrown(e);
        }
    }

    private static int checked(int result, MemorySegment state, String call) throws Throwable {
        if (result < 0) {
            int errno = (int) ERRNO.get(state, 0L);
            // char *strerror(int errnum)
            MemorySegment reason = (MemorySegment) STRERROR.invokeExact(errno);
            throw new NativeException(call, errno, reason.reinterpret(Long.MAX_VALUE).getString(0));
        }
        return result;
    }

    /** A method handle's {@code invokeExact} declares {@link Throwable}; the functions themselves throw only this. */
    private static NativeException rethrown(Throwable thrown) {
        return switch (thrown) {
            case NativeException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(thrown);
        };
    }

    private static MethodHandle handle(String function, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), shape, options);
    }
}
