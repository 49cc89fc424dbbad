/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ranks documents by Lucene's BM25: Rank INDEX DOCUMENTS QUERIES LANGUAGE DEPTH.
 * Documents are lines of id, title and text between tabs, queries of id and text. A question is
 * the OR of its words as the analyser of the language cuts them. Prints a TREC run. */

import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;
import org.apache.lucene.util.Version;

public final class Rank {
    private static void index(Directory directory, Analyzer analyzer, String path)
            throws Exception {
        IndexWriterConfig config = new IndexWriterConfig(Version.LATEST, analyzer);
        config.setSimilarity(new BM25Similarity());
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (String line : Files.readAllLines(Paths.get(path), StandardCharsets.UTF_8)) {
                String[] fields = line.split("\t", -1);
                Document document = new Document();
                document.add(new StringField("id", fields[0], Field.Store.YES));
                document.add(new TextField("text", fields[1] + "\n" + fields[2],
                                           Field.Store.NO));
                writer.addDocument(document);
            }
        }
    }

    private static void search(Directory directory, Analyzer analyzer, String path, int depth)
            throws Exception {
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new BM25Similarity());
            QueryBuilder builder = new QueryBuilder(analyzer);
            for (String line : Files.readAllLines(Paths.get(path), StandardCharsets.UTF_8)) {
                String[] fields = line.split("\t", -1);
                Query query =
                    builder.createBooleanQuery("text", fields[1], BooleanClause.Occur.SHOULD);
                if (query == null)
                    continue;
                int rank = 0;
                for (ScoreDoc hit : searcher.search(query, depth).scoreDocs)
                    out.println(fields[0] + " Q0 " + searcher.doc(hit.doc).get("id") + " "
                                + ++rank + " " + hit.score + " lucene");
            }
        }
        out.flush();
    }

    public static void main(String[] arguments) throws Exception {
        Analyzer analyzer =
            arguments[3].equals("fr") ? new FrenchAnalyzer() : new EnglishAnalyzer();
        try (Directory directory = FSDirectory.open(new File(arguments[0]))) {
            index(directory, analyzer, arguments[1]);
            search(directory, analyzer, arguments[2], Integer.parseInt(arguments[4]));
        }
    }
}
