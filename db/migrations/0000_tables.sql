CREATE EXTENSION IF NOT EXISTS citext;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."locale" AS ENUM('fr', 'en');--> statement-breakpoint
CREATE TYPE "public"."photographer_status" AS ENUM('applied', 'approved', 'rejected');--> statement-breakpoint
CREATE TYPE "public"."token_purpose" AS ENUM('verify_email', 'reset_password');--> statement-breakpoint
CREATE TYPE "public"."user_role" AS ENUM('member', 'moderator', 'admin');--> statement-breakpoint
CREATE TYPE "public"."licence" AS ENUM('standard', 'extended');--> statement-breakpoint
CREATE TYPE "public"."orientation" AS ENUM('landscape', 'portrait', 'square', 'panorama');--> statement-breakpoint
CREATE TYPE "public"."people" AS ENUM('none', 'one', 'several');--> statement-breakpoint
CREATE TYPE "public"."photo_status" AS ENUM('draft', 'uploaded', 'processing', 'ready', 'failed', 'submitted', 'published', 'rejected', 'appealed', 'unlisted', 'deleted', 'taken_down');--> statement-breakpoint
CREATE TYPE "public"."review_decision" AS ENUM('published', 'rejected');--> statement-breakpoint
CREATE TYPE "public"."payout_status" AS ENUM('requested', 'cancelled', 'rejected', 'approved', 'submitted', 'confirmed', 'failed', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."revenue_status" AS ENUM('held', 'available', 'reserved', 'paid_out', 'reversed');--> statement-breakpoint
CREATE TYPE "public"."transfer_reason" AS ENUM('sale', 'commission', 'release', 'release_clawback', 'payout_reserve', 'payout_paid', 'payout_returned', 'provider_fee', 'refund_share', 'refund_clawback', 'refund_commission', 'owed', 'owed_returned');--> statement-breakpoint
CREATE TYPE "public"."history_subject" AS ENUM('order', 'payment', 'refund', 'revenue', 'payout', 'photo', 'photographer');--> statement-breakpoint
CREATE TYPE "public"."notice_status" AS ENUM('pending', 'sent', 'failed');--> statement-breakpoint
CREATE TYPE "public"."order_status" AS ENUM('pending', 'paid', 'completed', 'expired', 'cancelled', 'refund_due', 'partly_refunded', 'refunded');--> statement-breakpoint
CREATE TYPE "public"."payment_status" AS ENUM('created', 'initiated', 'waiting', 'settled', 'owed', 'refused', 'timed_out', 'review');--> statement-breakpoint
CREATE TYPE "public"."refund_status" AS ENUM('asked', 'approved', 'rejected', 'submitted', 'confirmed', 'failed', 'unknown', 'recorded');--> statement-breakpoint
CREATE TABLE "photographers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"handle" "citext" NOT NULL,
	"display_name" text NOT NULL,
	"bio_fr" text DEFAULT '' NOT NULL,
	"bio_en" text DEFAULT '' NOT NULL,
	"city" text NOT NULL,
	"country_code" text NOT NULL,
	"portfolio_url" text,
	"motivation" text DEFAULT '' NOT NULL,
	"status" "photographer_status" DEFAULT 'applied' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"payout_prefix" text,
	"payout_phone" text,
	"payout_holder" text,
	"featured" boolean DEFAULT false NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "photographers_country" CHECK ("photographers"."country_code" ~ '^[A-Z]{2}$'),
	CONSTRAINT "photographers_handle_shape" CHECK ("photographers"."handle" ~ '^[a-z0-9](-?[a-z0-9])+$' and length("photographers"."handle") <= 40)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"user_agent" text,
	"ip" "inet",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "user_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" "token_purpose" NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" "citext" NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" "user_role" DEFAULT 'member' NOT NULL,
	"locale" "locale" DEFAULT 'fr' NOT NULL,
	"email_verified_at" timestamp with time zone,
	"suspended_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_shape" CHECK ("users"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length("users"."email") <= 254),
	CONSTRAINT "users_name_length" CHECK (length("users"."name") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text NOT NULL,
	"parent_id" uuid,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "countries" (
	"code" text PRIMARY KEY NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "photo_tags" (
	"photo_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"position" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "photo_tags_photo_id_tag_id_pk" PRIMARY KEY("photo_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"photographer_id" uuid NOT NULL,
	"status" "photo_status" DEFAULT 'draft' NOT NULL,
	"title_fr" text DEFAULT '' NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"description_fr" text DEFAULT '' NOT NULL,
	"description_en" text DEFAULT '' NOT NULL,
	"category_id" uuid,
	"city" text DEFAULT '' NOT NULL,
	"country_code" text,
	"price_xof" integer,
	"editorial_only" boolean DEFAULT false NOT NULL,
	"people" "people" DEFAULT 'none' NOT NULL,
	"recognisable" boolean DEFAULT false NOT NULL,
	"ai_made" boolean DEFAULT false NOT NULL,
	"file_name" text NOT NULL,
	"mime_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"upload_key" text NOT NULL,
	"failure_key" text,
	"sha256" text,
	"phash" bigint,
	"width_px" integer,
	"height_px" integer,
	"orientation" "orientation",
	"thumbhash" text,
	"colours" jsonb,
	"taken_at" timestamp with time zone,
	"camera" text,
	"lens" text,
	"exposure" text,
	"original_key" text,
	"delivery_key" text,
	"delivery_sha256" text,
	"delivery_bytes" integer,
	"preview_key" text,
	"preview_jpeg_key" text,
	"large_key" text,
	"medium_key" text,
	"small_key" text,
	"sales_count" integer DEFAULT 0 NOT NULL,
	"search_vector" "tsvector",
	"submitted_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "photos_price" CHECK ("photos"."price_xof" is null or ("photos"."price_xof" between 100 and 5000000 and "photos"."price_xof" % 25 = 0)),
	CONSTRAINT "photos_country" CHECK ("photos"."country_code" is null or "photos"."country_code" ~ '^[A-Z]{2}$'),
	CONSTRAINT "photos_size" CHECK ("photos"."size_bytes" > 0),
	CONSTRAINT "photos_published_whole" CHECK ("photos"."status" <> 'published' or ("photos"."price_xof" is not null and "photos"."title_fr" <> '' and "photos"."category_id" is not null and "photos"."original_key" is not null and "photos"."delivery_key" is not null and "photos"."preview_key" is not null and "photos"."large_key" is not null and "photos"."medium_key" is not null and "photos"."small_key" is not null and "photos"."published_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "rejection_reasons" (
	"code" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"name_fr" text NOT NULL,
	"name_en" text NOT NULL,
	"advice_fr" text NOT NULL,
	"advice_en" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"photo_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"decision" "review_decision" NOT NULL,
	"reasons" text[] DEFAULT '{}' NOT NULL,
	"box" jsonb,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"word_fr" text NOT NULL,
	"word_en" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"photographer_id" uuid NOT NULL,
	"status" "payout_status" DEFAULT 'requested' NOT NULL,
	"amount_xof" integer NOT NULL,
	"prefix" text NOT NULL,
	"phone" text NOT NULL,
	"holder" text NOT NULL,
	"client_transaction_id" text,
	"reference" text,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payouts_amount" CHECK ("payouts"."amount_xof" >= 2000)
);
--> statement-breakpoint
CREATE TABLE "revenues" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_item_id" uuid NOT NULL,
	"photographer_id" uuid NOT NULL,
	"status" "revenue_status" DEFAULT 'held' NOT NULL,
	"amount_xof" integer NOT NULL,
	"paid_at" timestamp with time zone NOT NULL,
	"available_at" timestamp with time zone NOT NULL,
	"payout_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "revenues_item_once" UNIQUE("order_item_id"),
	CONSTRAINT "revenues_amount" CHECK ("revenues"."amount_xof" > 0),
	CONSTRAINT "revenues_hold" CHECK ("revenues"."available_at" >= "revenues"."paid_at" + interval '30 days')
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_account" text NOT NULL,
	"to_account" text NOT NULL,
	"amount_xof" integer NOT NULL,
	"reason" "transfer_reason" NOT NULL,
	"source_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfers_happen_once" UNIQUE("source_id","reason"),
	CONSTRAINT "transfers_amount_positive" CHECK ("transfers"."amount_xof" > 0),
	CONSTRAINT "transfers_two_accounts" CHECK ("transfers"."from_account" <> "transfers"."to_account"),
	CONSTRAINT "transfers_known_accounts" CHECK ("transfers"."from_account" ~ '^(provider|platform:(commission|fees)|photographer:[0-9a-f-]{36}:(held|available|reserved|clawback)|buyer:[0-9a-f-]{36}:owed)$' and "transfers"."to_account" ~ '^(provider|platform:(commission|fees)|photographer:[0-9a-f-]{36}:(held|available|reserved|clawback)|buyer:[0-9a-f-]{36}:owed)$')
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" uuid NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "histories" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"subject" "history_subject" NOT NULL,
	"subject_id" uuid NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"event" text NOT NULL,
	"actor_id" uuid,
	"cause" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"effect_key" text NOT NULL,
	"user_id" uuid,
	"to_address" text NOT NULL,
	"template" text NOT NULL,
	"locale" "locale" NOT NULL,
	"data" jsonb NOT NULL,
	"status" "notice_status" DEFAULT 'pending' NOT NULL,
	"provider_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "cart_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid,
	"visitor_id" text,
	"photo_id" uuid NOT NULL,
	"licence" "licence" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_items_one_owner" CHECK (num_nonnulls("cart_items"."user_id", "cart_items"."visitor_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "download_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"download_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"counted" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "download_files_counted" CHECK ("download_files"."counted" in (0, 1))
);
--> statement-breakpoint
CREATE TABLE "downloads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_item_id" uuid NOT NULL,
	"buyer_id" uuid NOT NULL,
	"files_allowed" integer DEFAULT 5 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "downloads_allowed" CHECK ("downloads"."files_allowed" > 0)
);
--> statement-breakpoint
CREATE TABLE "invoice_counters" (
	"year" integer PRIMARY KEY NOT NULL,
	"last" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"buyer_name" text NOT NULL,
	"buyer_email" text NOT NULL,
	"lines" jsonb NOT NULL,
	"total_xof" integer NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"object_key" text,
	CONSTRAINT "invoices_order_once" UNIQUE("order_id"),
	CONSTRAINT "invoices_number_once" UNIQUE("year","number")
);
--> statement-breakpoint
CREATE TABLE "order_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"photo_id" uuid NOT NULL,
	"photographer_id" uuid NOT NULL,
	"licence" "licence" NOT NULL,
	"title" text NOT NULL,
	"photographer_name" text NOT NULL,
	"price_xof" integer NOT NULL,
	"discount_xof" integer DEFAULT 0 NOT NULL,
	"commission_bps" integer NOT NULL,
	"share_xof" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_items_once" UNIQUE("order_id","photo_id","licence"),
	CONSTRAINT "order_items_price" CHECK ("order_items"."price_xof" > 0 and "order_items"."price_xof" % 25 = 0),
	CONSTRAINT "order_items_discount" CHECK ("order_items"."discount_xof" >= 0 and "order_items"."discount_xof" % 5 = 0 and "order_items"."discount_xof" <= "order_items"."price_xof" - "order_items"."share_xof"),
	CONSTRAINT "order_items_share" CHECK ("order_items"."share_xof" between 0 and "order_items"."price_xof"),
	CONSTRAINT "order_items_commission" CHECK ("order_items"."commission_bps" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"buyer_id" uuid NOT NULL,
	"status" "order_status" DEFAULT 'pending' NOT NULL,
	"total_xof" integer NOT NULL,
	"currency" text DEFAULT 'XOF' NOT NULL,
	"locale" "locale" NOT NULL,
	"content_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"paid_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_total" CHECK ("orders"."total_xof" > 0),
	CONSTRAINT "orders_currency" CHECK ("orders"."currency" = 'XOF')
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"provider" text DEFAULT 'cinetpay_v2' NOT NULL,
	"transaction_id" text NOT NULL,
	"status" "payment_status" DEFAULT 'created' NOT NULL,
	"amount_xof" integer NOT NULL,
	"currency" text DEFAULT 'XOF' NOT NULL,
	"method" text,
	"payment_token" text,
	"payment_url" text,
	"operator_id" text,
	"provider_code" text,
	"initiated_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"next_check_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_amount" CHECK ("payments"."amount_xof" > 0),
	CONSTRAINT "payments_transaction_shape" CHECK ("payments"."transaction_id" ~ '^[A-Z0-9-]{1,30}$')
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_item_id" uuid,
	"payment_id" uuid,
	"status" "refund_status" DEFAULT 'asked' NOT NULL,
	"amount_xof" integer NOT NULL,
	"reason" text NOT NULL,
	"asked_by" uuid,
	"client_transaction_id" text,
	"reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refunds_one_subject" CHECK (num_nonnulls("refunds"."order_item_id", "refunds"."payment_id") = 1),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_xof" > 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text DEFAULT 'cinetpay_v2' NOT NULL,
	"transaction_id" text NOT NULL,
	"payment_id" uuid,
	"fields" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "photographers" ADD CONSTRAINT "photographers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photographers" ADD CONSTRAINT "photographers_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_tokens" ADD CONSTRAINT "user_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_parent_id_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_tags" ADD CONSTRAINT "photo_tags_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photo_tags" ADD CONSTRAINT "photo_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_photographer_id_photographers_id_fk" FOREIGN KEY ("photographer_id") REFERENCES "public"."photographers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "photos" ADD CONSTRAINT "photos_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_reviewer_id_users_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_photographer_id_photographers_id_fk" FOREIGN KEY ("photographer_id") REFERENCES "public"."photographers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payouts" ADD CONSTRAINT "payouts_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revenues" ADD CONSTRAINT "revenues_order_item_id_order_items_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "public"."order_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revenues" ADD CONSTRAINT "revenues_photographer_id_photographers_id_fk" FOREIGN KEY ("photographer_id") REFERENCES "public"."photographers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revenues" ADD CONSTRAINT "revenues_payout_id_payouts_id_fk" FOREIGN KEY ("payout_id") REFERENCES "public"."payouts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "download_files" ADD CONSTRAINT "download_files_download_id_downloads_id_fk" FOREIGN KEY ("download_id") REFERENCES "public"."downloads"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "download_files" ADD CONSTRAINT "download_files_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "downloads" ADD CONSTRAINT "downloads_order_item_id_order_items_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "public"."order_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "downloads" ADD CONSTRAINT "downloads_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_photo_id_photos_id_fk" FOREIGN KEY ("photo_id") REFERENCES "public"."photos"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_items" ADD CONSTRAINT "order_items_photographer_id_photographers_id_fk" FOREIGN KEY ("photographer_id") REFERENCES "public"."photographers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_buyer_id_users_id_fk" FOREIGN KEY ("buyer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_item_id_order_items_id_fk" FOREIGN KEY ("order_item_id") REFERENCES "public"."order_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_notices" ADD CONSTRAINT "webhook_notices_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "photographers_user_once" ON "photographers" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "photographers_handle_once" ON "photographers" USING btree ("handle");--> statement-breakpoint
CREATE INDEX "photographers_by_status" ON "photographers" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "user_tokens_hash_once" ON "user_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "user_tokens_by_user" ON "user_tokens" USING btree ("user_id","purpose");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_once" ON "users" USING btree ("email") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "categories_slug_once" ON "categories" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "photo_tags_by_tag" ON "photo_tags" USING btree ("tag_id");--> statement-breakpoint
CREATE UNIQUE INDEX "photos_slug_once" ON "photos" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "photos_original_once" ON "photos" USING btree ("sha256") WHERE status not in ('draft', 'uploaded', 'processing', 'failed', 'deleted');--> statement-breakpoint
CREATE INDEX "photos_search" ON "photos" USING gin ("search_vector") WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "photos_newest" ON "photos" USING btree ("published_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "photos_most_sold" ON "photos" USING btree ("sales_count" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "photos_by_price" ON "photos" USING btree ("price_xof","id") WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "photos_by_category" ON "photos" USING btree ("category_id","published_at" DESC NULLS LAST) WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "photos_by_photographer" ON "photos" USING btree ("photographer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "photos_waiting" ON "photos" USING btree ("submitted_at") WHERE status in ('submitted', 'appealed');--> statement-breakpoint
CREATE INDEX "photos_stuck" ON "photos" USING btree ("updated_at") WHERE status in ('uploaded', 'processing');--> statement-breakpoint
CREATE INDEX "reviews_by_photo" ON "reviews" USING btree ("photo_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "tags_slug_once" ON "tags" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "payouts_open_once" ON "payouts" USING btree ("photographer_id") WHERE status in ('requested', 'approved', 'submitted', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "payouts_client_transaction_once" ON "payouts" USING btree ("client_transaction_id");--> statement-breakpoint
CREATE INDEX "payouts_by_photographer" ON "payouts" USING btree ("photographer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payouts_by_status" ON "payouts" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "revenues_by_photographer" ON "revenues" USING btree ("photographer_id","status","available_at");--> statement-breakpoint
CREATE INDEX "revenues_due" ON "revenues" USING btree ("available_at") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "revenues_by_payout" ON "revenues" USING btree ("payout_id");--> statement-breakpoint
CREATE INDEX "transfers_from" ON "transfers" USING btree ("from_account","created_at");--> statement-breakpoint
CREATE INDEX "transfers_to" ON "transfers" USING btree ("to_account","created_at");--> statement-breakpoint
CREATE INDEX "audit_newest" ON "audit" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit" USING btree ("subject_id","created_at");--> statement-breakpoint
CREATE INDEX "histories_by_subject" ON "histories" USING btree ("subject_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_effect_once" ON "notices" USING btree ("effect_key");--> statement-breakpoint
CREATE INDEX "notices_unsent" ON "notices" USING btree ("created_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "notices_by_user" ON "notices" USING btree ("user_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "cart_items_user_once" ON "cart_items" USING btree ("user_id","photo_id","licence") WHERE user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "cart_items_visitor_once" ON "cart_items" USING btree ("visitor_id","photo_id","licence") WHERE visitor_id is not null;--> statement-breakpoint
CREATE INDEX "cart_items_by_photo" ON "cart_items" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "download_files_by_download" ON "download_files" USING btree ("download_id","created_at");--> statement-breakpoint
CREATE INDEX "download_files_by_buyer" ON "download_files" USING btree ("buyer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "downloads_live_once" ON "downloads" USING btree ("order_item_id") WHERE closed_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "downloads_by_item" ON "downloads" USING btree ("order_item_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "downloads_by_buyer" ON "downloads" USING btree ("buyer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "order_items_by_photo" ON "order_items" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "order_items_by_photographer" ON "order_items" USING btree ("photographer_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "orders_open_once" ON "orders" USING btree ("buyer_id","content_hash") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "orders_by_buyer" ON "orders" USING btree ("buyer_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "orders_expiring" ON "orders" USING btree ("expires_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "orders_unfulfilled" ON "orders" USING btree ("paid_at") WHERE status = 'paid';--> statement-breakpoint
CREATE INDEX "orders_newest" ON "orders" USING btree ("created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "payments_transaction_once" ON "payments" USING btree ("transaction_id","provider");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_settled_once" ON "payments" USING btree ("order_id") WHERE status = 'settled';--> statement-breakpoint
CREATE INDEX "payments_by_order" ON "payments" USING btree ("order_id","created_at");--> statement-breakpoint
CREATE INDEX "payments_due" ON "payments" USING btree ("next_check_at") WHERE status in ('created', 'initiated', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_item_in_course_once" ON "refunds" USING btree ("order_item_id") WHERE status in ('asked', 'approved', 'submitted', 'unknown', 'confirmed', 'recorded');--> statement-breakpoint
CREATE UNIQUE INDEX "refunds_payment_in_course_once" ON "refunds" USING btree ("payment_id") WHERE status in ('asked', 'approved', 'submitted', 'unknown', 'confirmed', 'recorded');--> statement-breakpoint
CREATE INDEX "webhook_notices_by_transaction" ON "webhook_notices" USING btree ("transaction_id","received_at");