CREATE TYPE "public"."edit_source" AS ENUM('bulk', 'csv');--> statement-breakpoint
CREATE TYPE "public"."release_kind" AS ENUM('model', 'property');--> statement-breakpoint
CREATE TABLE "appeals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"photo_id" uuid NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"photo_id" uuid PRIMARY KEY NOT NULL,
	"key_prefix" text NOT NULL,
	"tile_px" integer NOT NULL,
	"columns" integer,
	"rows" integer,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ready_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "near_duplicates" (
	"photo_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"is_own" boolean NOT NULL,
	"is_mirrored" boolean DEFAULT false NOT NULL,
	"distance" smallint NOT NULL,
	"kept_both_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "near_duplicates_photo_id_other_id_pk" PRIMARY KEY("photo_id","other_id")
);
--> statement-breakpoint
CREATE TABLE "photo_edits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"photographer_id" uuid NOT NULL,
	"source" "edit_source" NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "photo_releases" (
	"photo_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	CONSTRAINT "photo_releases_photo_id_release_id_pk" PRIMARY KEY("photo_id","release_id")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"photographer_id" uuid NOT NULL,
	"kind" "release_kind" NOT NULL,
	"subject" text NOT NULL,
	"file_name" text NOT NULL,
	"mime_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"key" text NOT NULL,
	"sha256" text,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_locks" (
	"photo_id" uuid PRIMARY KEY NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"locked_until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "synonyms" (
	"group_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"word" text NOT NULL,
	"locale" "locale" NOT NULL,
	CONSTRAINT "synonyms_group_id_slug_locale_pk" PRIMARY KEY("group_id","slug","locale")
);
--> statement-breakpoint
ALTER TABLE "photographers" ADD COLUMN "cover_photo_id" uuid;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "upload_id" text;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "fingerprint" text;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "dhash" bigint;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "brightness" smallint;--> statement-breakpoint
ALTER TABLE "photos" ADD COLUMN "sharpness" smallint;--> statement-breakpoint
ALTER TABLE "rejection_reasons" ADD COLUMN "example_fr" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rejection_reasons" ADD COLUMN "example_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rejection_reasons" ADD COLUMN "retired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "appeals" ADD CONSTRAINT "appeals_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_duplicates" ADD CONSTRAINT "near_duplicates_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "near_duplicates" ADD CONSTRAINT "near_duplicates_other_id_photos_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_edits" ADD CONSTRAINT "photo_edits_photographer_id_photographers_id_fk" FOREIGN KEY ("photographer_id") REFERENCES "public"."photographers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_releases" ADD CONSTRAINT "photo_releases_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_releases" ADD CONSTRAINT "photo_releases_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_photographer_id_photographers_id_fk" FOREIGN KEY ("photographer_id") REFERENCES "public"."photographers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_locks" ADD CONSTRAINT "review_locks_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_locks" ADD CONSTRAINT "review_locks_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeals_photo_once" ON "appeals" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "near_duplicates_by_other" ON "near_duplicates" USING btree ("other_id");--> statement-breakpoint
CREATE INDEX "photo_edits_newest" ON "photo_edits" USING btree ("photographer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "photo_releases_by_release" ON "photo_releases" USING btree ("release_id");--> statement-breakpoint
CREATE INDEX "releases_by_photographer" ON "releases" USING btree ("photographer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "synonyms_by_word" ON "synonyms" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "photos_unfinished" ON "photos" USING btree ("photographer_id","fingerprint") WHERE status = 'draft';--> statement-breakpoint
CREATE INDEX "photos_by_look" ON "photos" USING btree ("phash","dhash","id") WHERE phash is not null;--> statement-breakpoint
CREATE INDEX "photos_deleted" ON "photos" USING btree ("deleted_at") WHERE status = 'deleted' and original_key is not null;