package dev.isaac.example.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository that a test fills, commit by commit. */
final class TestRepository implements AutoCloseable {

    private final Path folder;
    private final Repository repository;

    TestRepository(Path folder) throws IOException {
        JGit.prepare();
        this.folder = folder;
        this.repository =
                new FileRepositoryBuilder().setWorkTree(folder.toFile()).build();
        repository.create();
        repository.updateRef(Constants.HEAD).link("refs/heads/main");
    }

    Repository repository() {
        return repository;
    }

    /** Writes a file without telling git. */
    void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Puts a file into the index as {@code git add} does. */
    void add(String name, String text) throws IOException {
        write(name, text);
        DirCache index = repository.lockDirCache();
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCacheBuilder builder = index.builder();
            for (int i = 0; i < index.getEntryCount(); i++) {
                if (!index.getEntry(i).getPathString().equals(name)) {
                    builder.add(index.getEntry(i));
                }
            }
            DirCacheEntry entry = new DirCacheEntry(name);
            entry.setFileMode(FileMode.REGULAR_FILE);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            entry.setLength(bytes.length);
            entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, bytes));
            inserter.flush();
            builder.add(entry);
            builder.commit();
        } finally {
            index.unlock();
        }
    }

    /** Commits the index to a branch, on top of some parents. */
    ObjectId commit(String branch, String author, Instant when, String message, ObjectId... parents)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(repository.readDirCache().writeTree(inserter));
            commit.setParentIds(parents);
            commit.setMessage(message);
            PersonIdent person = new PersonIdent(
                    author.substring(0, author.indexOf(' ')),
                    author.substring(author.indexOf(' ') + 1),
                    when,
                    ZoneOffset.UTC);
            commit.setAuthor(person);
            commit.setCommitter(person);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point(branch, id);
            return id;
        }
    }

    /** Lets a branch or another ref name a commit. */
    void point(String ref, ObjectId id) throws IOException {
        RefUpdate update = repository.updateRef(ref.startsWith("refs/") ? ref : Constants.R_HEADS + ref);
        update.setNewObjectId(id);
        update.forceUpdate();
    }

    @Override
    public void close() {
        repository.close();
    }
}
