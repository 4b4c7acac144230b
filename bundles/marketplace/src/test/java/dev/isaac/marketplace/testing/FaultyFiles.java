package dev.isaac.marketplace.testing;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The files of this machine, of which every change is counted, and one of them fails: as on a full disk, as on a disk that
 * answers too late, or as when the process is killed there, so that nothing after it reaches the disk.
 */
public final class FaultyFiles extends FileSystem {

    /** How it fails. */
    public enum Fault {
        /** This one change is refused; the next ones work. */
        FULL_DISK,
        /** This one change fails in a way that nobody declared. */
        EXCEPTION,
        /** Neither this change nor any after it happens. */
        KILL,
        /** This one change happens, but its answer does not come in time, as on a disk behind a network. */
        TIME_OUT
    }

    /** One change of a file. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    /** The end of a process that cannot tell anybody. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String where) {
            super("killed at " + where);
        }
    }

    private final FileSystem real = FileSystems.getDefault();
    private final Provider provider = new Provider();
    private final List<String> changes = new ArrayList<>();
    private final List<Path> forced = new CopyOnWriteArrayList<>();
    private int failing = -1;
    private Fault fault = Fault.FULL_DISK;
    private boolean dead;

    /** A path of this machine, seen through this file system. */
    public Path path(Path path) {
        return new Wrapped(this, path);
    }

    /** Counts from here on; the change with this number, from 0, fails. */
    public synchronized void failAt(int number, Fault how) {
        changes.clear();
        failing = number;
        fault = how;
        dead = false;
    }

    /** What was changed since {@link #failAt}, one line each. */
    public synchronized List<String> changes() {
        return List.copyOf(changes);
    }

    /** The folders whose names were forced to the disk. */
    public List<Path> forced() {
        return List.copyOf(forced);
    }

    /** Whether the failing change was reached. */
    public synchronized boolean hasFailed() {
        return failing >= 0 && changes.size() > failing;
    }

    private <T> T change(String what, Path path, Change<T> change) throws IOException {
        boolean late = begin(what, path);
        T made = change.make();
        if (late) {
            if (made instanceof Closeable channel) {
                channel.close();
            }
            throw new IOException("Connection timed out");
        }
        return made;
    }

    /** Counts a change, and refuses it when it is the one that fails; returns whether it is to be made, but told as failed. */
    private synchronized boolean begin(String what, Path path) throws IOException {
        if (dead) {
            throw new Killed(what);
        }
        changes.add(what + " " + path.getFileName());
        if (changes.size() - 1 == failing) {
            if (fault == Fault.KILL) {
                dead = true;
                throw new Killed(what + " " + path);
            }
            if (fault == Fault.EXCEPTION) {
                throw new IllegalStateException("broken at " + what + " " + path.getFileName());
            }
            if (fault == Fault.TIME_OUT) {
                return true;
            }
            throw new IOException("No space left on device");
        }
        return false;
    }

    /** A change without an answer. */
    @FunctionalInterface
    private interface Deed {
        void make() throws IOException;
    }

    private void changed(String what, Path path, Deed deed) throws IOException {
        change(what, path, () -> {
            deed.make();
            return true;
        });
    }

    private synchronized void look() {
        if (dead) {
            throw new Killed("a look");
        }
    }

    private static Path real(Path path) {
        return path instanceof Wrapped wrapped ? wrapped.path : path;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return real.getRootDirectories();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return path(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntax) {
        PathMatcher matcher = real.getPathMatcher(syntax);
        return path -> matcher.matches(real(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return real.newWatchService();
    }

    private final class Provider extends FileSystemProvider {

        private final FileSystemProvider under = real.provider();

        @Override
        public String getScheme() {
            return "faulty";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
            throw new IllegalStateException("there is one already");
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return FaultyFiles.this;
        }

        @Override
        public Path getPath(URI uri) {
            return path(Path.of(uri));
        }

        private <T extends Closeable> T open(Path path, Set<? extends OpenOption> options, Change<T> opening)
                throws IOException {
            boolean writes = options.contains(StandardOpenOption.WRITE)
                    || options.contains(StandardOpenOption.APPEND)
                    || options.contains(StandardOpenOption.CREATE_NEW);
            // Locks are taken on a file that holds nothing.
            if (writes && !String.valueOf(path.getFileName()).endsWith(".lock")) {
                return change("write", path, opening);
            }
            look();
            return opening.make();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return open(path, options, () -> under.newByteChannel(real(path), options, attributes));
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            if (Files.isDirectory(real(path))) {
                // Folders are opened for one purpose only: to force what they hold to the disk.
                forced.add(real(path));
            }
            return open(path, options, () -> under.newFileChannel(real(path), options, attributes));
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            look();
            DirectoryStream<Path> stream = under.newDirectoryStream(real(folder), entry -> filter.accept(path(entry)));
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    Iterator<Path> entries = stream.iterator();
                    return new Iterator<>() {
                        @Override
                        public boolean hasNext() {
                            return entries.hasNext();
                        }

                        @Override
                        public Path next() {
                            return path(entries.next());
                        }
                    };
                }

                @Override
                public void close() throws IOException {
                    stream.close();
                }
            };
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            if (real(folder).toFile().exists()) {
                look(); // it fails anyway, and changes nothing
                under.createDirectory(real(folder), attributes);
            } else {
                changed("make folder", folder, () -> under.createDirectory(real(folder), attributes));
            }
        }

        @Override
        public void createLink(Path link, Path existing) throws IOException {
            changed("link", link, () -> under.createLink(real(link), real(existing)));
        }

        @Override
        public void delete(Path path) throws IOException {
            changed("delete", path, () -> under.delete(real(path)));
        }

        @Override
        public boolean deleteIfExists(Path path) throws IOException {
            if (!real(path).toFile().exists()) {
                look();
                return false;
            }
            return change("delete", path, () -> under.deleteIfExists(real(path)));
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) throws IOException {
            changed("copy", target, () -> under.copy(real(source), real(target), options));
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            changed("move", target, () -> under.move(real(source), real(target), options));
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return under.isSameFile(real(path), real(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return under.isHidden(real(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return under.getFileStore(real(path));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            look();
            under.checkAccess(real(path), modes);
        }

        @Override
        public <V extends FileAttributeView> @Nullable V getFileAttributeView(
                Path path, Class<V> type, LinkOption... options) {
            return under.getFileAttributeView(real(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            look();
            return under.readAttributes(real(path), type, options);
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            look();
            return under.readAttributes(real(path), attributes, options);
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            under.setAttribute(real(path), attribute, value, options);
        }
    }

    private static final class Wrapped implements Path {

        private final FaultyFiles files;
        private final Path path;

        Wrapped(FaultyFiles files, Path path) {
            this.files = files;
            this.path = path;
        }

        private Path wrap(Path other) {
            return new Wrapped(files, other);
        }

        private @Nullable Path wrapped(@Nullable Path other) {
            return other == null ? null : wrap(other);
        }

        @Override
        public FileSystem getFileSystem() {
            return files;
        }

        @Override
        public boolean isAbsolute() {
            return path.isAbsolute();
        }

        @Override
        public @Nullable Path getRoot() {
            return wrapped(path.getRoot());
        }

        @Override
        public @Nullable Path getFileName() {
            return wrapped(path.getFileName());
        }

        @Override
        public @Nullable Path getParent() {
            return wrapped(path.getParent());
        }

        @Override
        public int getNameCount() {
            return path.getNameCount();
        }

        @Override
        public Path getName(int index) {
            return wrap(path.getName(index));
        }

        @Override
        public Path subpath(int begin, int end) {
            return wrap(path.subpath(begin, end));
        }

        @Override
        public boolean startsWith(Path other) {
            return path.startsWith(real(other));
        }

        @Override
        public boolean endsWith(Path other) {
            return path.endsWith(real(other));
        }

        @Override
        public Path normalize() {
            return wrap(path.normalize());
        }

        @Override
        public Path resolve(Path other) {
            return wrap(path.resolve(real(other)));
        }

        @Override
        public Path relativize(Path other) {
            return wrap(path.relativize(real(other)));
        }

        @Override
        public URI toUri() {
            return path.toUri();
        }

        @Override
        public Path toAbsolutePath() {
            return wrap(path.toAbsolutePath());
        }

        @Override
        public Path toRealPath(LinkOption... options) throws IOException {
            return wrap(path.toRealPath(options));
        }

        @Override
        public File toFile() {
            return path.toFile();
        }

        @Override
        public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
                throws IOException {
            return path.register(watcher, events, modifiers);
        }

        @Override
        public int compareTo(Path other) {
            return path.compareTo(real(other));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Wrapped wrapped && wrapped.path.equals(path);
        }

        @Override
        public int hashCode() {
            return path.hashCode();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }
}
